"""How good the search is on texts that people have grouped: of those that belong together, how many are found."""

import math
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sluss.similar.labelled import Labelled
from sluss.similar.memory import Shelf, Text

SHOWN = 10
SMALLEST, LARGEST = 2, 20


@dataclass(frozen=True)
class Outcome:
    """`recall` is the mean over all queries; times in milliseconds."""

    recall: float
    queries: int
    median_ms: float
    p95_ms: float

    def __str__(self) -> str:
        return (
            f"recall@{SHOWN}={self.recall:.3f} queries={self.queries} "
            f"median_ms={self.median_ms:.0f} p95_ms={self.p95_ms:.0f}"
        )


def related(texts: Mapping[str, Labelled]) -> dict[str, set[str]]:
    """For every text that shares a group of 2 to 20 texts with another: those others."""
    groups: dict[str, set[str]] = defaultdict(set)
    for key, text in texts.items():
        for group in text.groups:
            groups[group].add(key)
    found: dict[str, set[str]] = defaultdict(set)
    for members in groups.values():
        if SMALLEST <= len(members) <= LARGEST:
            for key in members:
                found[key] |= members - {key}
    return dict(found)


def evaluate(texts: Mapping[str, Labelled], *, progress: Callable[[int, int], None] = lambda done, of: None) -> Outcome:
    """Recall in the first ten: hits / min(10, related), averaged over every text that has related ones.

    A text is never among its own answers. Raises ValueError where no two texts share a group.
    """
    wanted = related(texts)
    if not wanted:
        raise ValueError("no two texts share a group of 2 to 20")
    rows = {key: Text(key, text.title, text.text, text.within) for key, text in texts.items()}
    shelf = Shelf(list(rows.values()))
    recalls, times = [], []
    for number, (key, others) in enumerate(wanted.items(), start=1):
        started = time.perf_counter()
        found = shelf.like(rows[key], limit=SHOWN)
        times.append(1000 * (time.perf_counter() - started))
        recalls.append(len(others.intersection(name for name, _ in found)) / min(SHOWN, len(others)))
        progress(number, len(wanted))
    times.sort()
    p95 = times[math.ceil(0.95 * len(times)) - 1]
    return Outcome(math.fsum(recalls) / len(recalls), len(recalls), statistics.median(times), p95)
