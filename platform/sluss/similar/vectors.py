"""A text as a vector: what its pieces weigh.

The weight is sublinear term frequency times inverse document frequency, brought to length one, so that the product of
two vectors is the cosine between them. Source: Salton and Buckley, "Term-weighting approaches in automatic text
retrieval", Information Processing & Management 24 (1988). It is smoothed, so that a municipality's first ideas are
weighed sensibly too. The title has a frequency and a weight of its own: it is where people say what it is. Source:
Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM (2004).
"""

import heapq
import math
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import repeat
from operator import mul

from sluss.similar.pieces import pieces

TITLE_COUNTS = 3
# Of a long text the heaviest pieces: the rest moves the cosine by less than the quantisation below.
MOST_PIECES = 400
FINEST = 255
# A piece of one text alone is as rare as one of none; leaving it out halves what has to be kept.
FEWEST_TEXTS = 2


@dataclass(frozen=True)
class Rarity:
    """In how many of the texts each piece is: sorted pieces, and beside them their counts."""

    texts: int = 0
    known: array[int] = field(default_factory=lambda: array("I"))
    counts: array[int] = field(default_factory=lambda: array("I"))

    def weight(self, piece: int) -> float:
        """1/2 + ln((2 + N) / (1 + n)), for a piece that is in n of N texts. What all share still counts a little."""
        at = bisect_left(self.known, piece)
        count = self.counts[at] if at < len(self.known) and self.known[at] == piece else 0
        return 0.5 + math.log((2 + self.texts) / (1 + min(count, self.texts)))


@dataclass(frozen=True)
class Vector:
    """The pieces of a text, the heaviest first, and what each weighs: `weights` times `scale`."""

    pieces: array[int]
    weights: bytes
    scale: float


EMPTY = Vector(array("I"), b"", 0.0)


def numbers(data: bytes | memoryview) -> array[int]:
    """Pieces or counts as they are kept."""
    return array("I", bytes(data))


def frequencies(title: str, text: str) -> dict[int, float]:
    """How much there is of each piece in the two together, a title's worth `TITLE_COUNTS` times a text's."""
    found = {piece: 1 + math.log(times) for piece, times in pieces(text).items()}
    for piece, times in pieces(title).items():
        found[piece] = found.get(piece, 0.0) + TITLE_COUNTS * (1 + math.log(times))
    return found


def rarity_of(texts: Iterable[Iterable[int]]) -> Rarity:
    """From the distinct pieces of each text."""
    found: Counter[int] = Counter()
    number = 0
    for own in texts:
        found.update(iter(own))
        number += 1
    common = sorted((piece, count) for piece, count in found.items() if count >= FEWEST_TEXTS)
    return Rarity(number, array("I", [piece for piece, _ in common]), array("I", [count for _, count in common]))


def vector_of(found: Mapping[int, float], rarity: Rarity) -> Vector:
    """A text's vector; an empty one for a text without words."""
    weight = rarity.weight
    weighed = {piece: frequency * weight(piece) for piece, frequency in found.items()}
    length = math.sqrt(math.fsum(map(mul, weighed.values(), weighed.values())))
    heaviest = heapq.nlargest(MOST_PIECES, weighed.items(), key=lambda pair: (pair[1], pair[0]))
    if not heaviest:
        return EMPTY
    top = heaviest[0][1]
    weights = bytes(max(1, round(FINEST * value / top)) for _, value in heaviest)
    return Vector(array("I", [piece for piece, _ in heaviest]), weights, top / length / FINEST)


def likeness(asked: Vector) -> Callable[[Vector], float]:
    """A function that gives the cosine between what is asked for and another text, 0 to 1."""
    own = {piece: weight * asked.scale for piece, weight in zip(asked.pieces, asked.weights, strict=True)}
    get = own.get

    def cosine(other: Vector) -> float:
        return math.sumprod(map(get, other.pieces, repeat(0.0)), other.weights) * other.scale

    return cosine
