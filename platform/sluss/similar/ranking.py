"""From the texts whose signatures come nearest to the ones that are most alike."""

import heapq
from collections.abc import Callable, Iterable
from itertools import repeat
from operator import mul

from sluss.similar.vectors import Vector

# So many are weighed for each that is asked for: of what a weighing of all would put first, hardly any lies beyond.
NEAREST_EACH = 20


def likeness(asked: Vector) -> Callable[[Vector], float]:
    """A function that gives the cosine between what is asked for and another text, 0 to 1."""
    own = {piece: weight * asked.scale for piece, weight in zip(asked.pieces, asked.weights, strict=True)}
    get = own.get

    def cosine(other: Vector) -> float:
        found: float = sum(map(mul, map(get, other.pieces, repeat(0.0)), other.weights)) * other.scale
        return found

    return cosine


def ranked[Key](asked: Vector, found: Iterable[tuple[Key, Vector]], *, limit: int) -> list[tuple[Key, float]]:
    """The `limit` most alike with their likeness, most alike first; of equals the one that was found first."""
    cosine = likeness(asked)
    scored = [(cosine(vector), -place, key) for place, (key, vector) in enumerate(found)]
    best = heapq.nlargest(limit, scored, key=lambda row: row[:2])
    return [(key, score) for score, _, key in best if score > 0]
