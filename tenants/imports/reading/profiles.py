"""What the values of one column have in common, measured on a spread of its rows."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tenants.imports.reading import shapes
from tenants.imports.reading.dates import looks_like_date
from tenants.imports.reading.sources import known_source
from tenants.imports.reading.table import Table

SAMPLE_ROWS = 600
# Bare numbers of these sizes can be a point in time; smaller ones are more often counts and keys.
EPOCH_TEXT = (10, 13)


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares are of the filled values, 0 to 1; `filled` and `distinct` count over all rows of the file."""

    column: str
    position: int
    rows: int
    filled: float
    distinct: float
    distinct_count: int
    mean_characters: float
    mean_words: float
    letters: float
    numbers: float
    dates: float
    links: float
    codes: float
    truths: float
    person_names: float
    sources: float

    @property
    def is_wordy(self) -> bool:
        """Words of some language rather than numbers, dates, links, codes or people."""
        return self.letters > 0.6 and max(self.numbers, self.dates, self.links, self.codes) < 0.5


def profile_columns(*, table: Table) -> tuple[Profile, ...]:
    return tuple(_profile(table=table, position=position) for position in range(len(table.columns)))


def _profile(*, table: Table, position: int) -> Profile:
    values = [value for row in table.rows if (value := row.cells[position].strip())]
    sample = _spread(values=values)
    distinct = len(set(values))
    return Profile(
        column=table.columns[position],
        position=position,
        rows=len(table.rows),
        filled=len(values) / len(table.rows),
        distinct=distinct / max(len(values), 1),
        distinct_count=distinct,
        mean_characters=statistics.fmean(map(len, sample)) if sample else 0.0,
        mean_words=statistics.fmean(_words(text=value) for value in sample) if sample else 0.0,
        letters=_share(sample=sample, test=lambda text: shapes.has_letters(text=text)),
        numbers=_share(sample=sample, test=lambda text: shapes.is_number(text=text)),
        dates=_share(sample=sample, test=lambda text: looks_like_date(text=text) or _is_epoch(text=text)),
        links=_share(sample=sample, test=lambda text: shapes.is_link(text=text)),
        codes=_share(sample=sample, test=lambda text: shapes.is_code(text=text)),
        truths=_share(sample=sample, test=lambda text: text.casefold() in shapes.TRUTHS),
        person_names=_share(sample=sample, test=lambda text: shapes.is_person_name(text=text)),
        sources=_share(sample=sample, test=lambda text: known_source(text=text) is not None),
    )


def _spread(*, values: Sequence[str]) -> Sequence[str]:
    """Every n-th value: files are often sorted, so the first rows are not like the others."""
    step = max(1, len(values) // SAMPLE_ROWS)
    return values[::step][:SAMPLE_ROWS]


def _share(*, sample: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, sample)) / len(sample) if sample else 0.0


def _words(*, text: str) -> int:
    return len(text.split())


def _is_epoch(*, text: str) -> bool:
    return len(text) in EPOCH_TEXT and text.isdecimal() and text[0] == "1"
