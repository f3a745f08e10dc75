"""The company a text keeps: the texts that are nearest to it, and how near.

Two people who want the same often share few words, but each shares some with what a third one wrote. So a text counts
for what it shares with what is asked for, and its company for what they share, the nearer the more; the sum is held
against how much the text and its company are together. What is asked for is company itself where it comes nearer than
the last of it. Source: Singhal and Pereira, "Document expansion for speech retrieval", SIGIR (1999).
"""

import heapq
import math
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import repeat

from sluss.similar.columns import nearest
from sluss.similar.signatures import worths_of
from sluss.similar.vectors import Vector, likeness

MOST = 8
# So many are weighed for each that is kept.
WEIGHED_EACH = 5
FINEST = 255


@dataclass(frozen=True)
class Company:
    """The places of the nearest, the nearest first, how near each is in 255ths, and the length of all together."""

    places: array[int] = field(default_factory=lambda: array("I"))
    nearness: bytes = b""
    length: float = 1.0

    def worth(self, own: float, others: Mapping[int, float]) -> float:
        """What the text is worth that shares `own` with what is asked for, when `others` are the shares by place."""
        shared = math.sumprod(map(others.get, self.places, repeat(0.0)), self.nearness) / FINEST
        if len(self.places) < MOST or own * FINEST >= self.nearness[-1]:
            shared += own
        return (own + shared) / self.length


def lone(own: float) -> Company:
    """Of a text whose company is not known: what is asked for, alone."""
    return Company(length=math.sqrt(1 + 3 * own * own))


type VectorsAt = Callable[[list[int]], Iterable[tuple[int, Vector]]]


def company_of(vector: Vector, *, place: int, columns: Mapping[int, int], places: int, at: VectorsAt) -> Company:
    """The company of the text at `place` among as many as there are `places`; `at` gives the vectors of some."""
    others = ((1 << places) - 1) & ~(1 << place)
    found = at(nearest(columns, worths_of(vector), among=others, number=MOST * WEIGHED_EACH))
    cosine = likeness(vector)
    scored = ((int(FINEST * min(cosine(other), 1.0)), -where, other) for where, other in found)
    best = heapq.nlargest(MOST, scored, key=lambda row: row[:2])
    near = [(-where, nearness, other) for nearness, where, other in best if nearness]
    length = _length([(1.0, vector), *((nearness / FINEST, other) for _, nearness, other in near)])
    return Company(array("I", [where for where, *_ in near]), bytes(nearness for _, nearness, _ in near), length)


def _length(weighed: Iterable[tuple[float, Vector]]) -> float:
    total: dict[int, float] = {}
    for share, vector in weighed:
        factor = share * vector.scale
        for piece, weight in zip(vector.pieces, vector.weights, strict=True):
            total[piece] = total.get(piece, 0.0) + factor * weight
    return math.hypot(*total.values()) or 1.0
