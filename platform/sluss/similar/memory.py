"""Texts kept in memory: for trying the search on a file, and for sets that are small or short-lived.

The signatures stand on their sides: for each bit one long number with a place for every text. Adding up what the texts
are worth is then done for all of them at once, with carries between long numbers, and so is finding the best. Source:
O'Neil and Quass, "Improved query performance with variant indexes", SIGMOD (1997).
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from sluss.similar.ranking import NEAREST_EACH, ranked
from sluss.similar.signatures import BITS, KEPT, PLANES, worths_of
from sluss.similar.vectors import Vector, frequencies, rarity_of, vector_of


@dataclass(frozen=True)
class Text[Key: Hashable]:
    """A text to search among. Only texts with the same `within` are compared."""

    key: Key
    title: str
    text: str
    within: str = ""


class Shelf[Key: Hashable]:
    """Finds among `texts` as the tables of a municipality do: the same vectors, the same worth, the same ranking."""

    def __init__(self, texts: Sequence[Text[Key]]) -> None:
        self.rarity = rarity_of(frequencies(text.title, text.text) for text in texts)
        rows: dict[str, list[tuple[Key, Vector]]] = defaultdict(list)
        for text in texts:
            vector = vector_of(frequencies(text.title, text.text), self.rarity)
            rows[text.within].append((text.key, vector))
        self._rows = dict(rows)
        self._columns = {within: _columns([vector for _, vector in found]) for within, found in rows.items()}

    def like(self, asked: Text[Key], *, limit: int) -> list[tuple[Key, float]]:
        """The texts that are most alike, with the cosine; never the one with the same key."""
        vector = vector_of(frequencies(asked.title, asked.text), self.rarity)
        rows = self._rows.get(asked.within, [])
        sums = _sums(self._columns.get(asked.within, {}), vector)
        # One more than are weighed, because the text itself is mostly among them.
        nearest = [rows[place] for place in _places(_best(sums, len(rows), NEAREST_EACH * limit + 1))]
        return ranked(vector, [row for row in nearest if row[0] != asked.key], limit=limit)


def _columns(vectors: Sequence[Vector]) -> dict[int, int]:
    """For each bit of the signatures, which texts have it."""
    columns: dict[int, bytearray] = defaultdict(lambda: bytearray(len(vectors) // 8 + 1))
    for place, vector in enumerate(vectors):
        for piece in vector.pieces[:KEPT]:
            columns[piece % BITS][place >> 3] |= 1 << (place & 7)
    return {bit: int.from_bytes(column, "little") for bit, column in columns.items()}


def _sums(columns: dict[int, int], asked: Vector) -> list[int]:
    """What every text is worth, in binary: the first number has all texts' lowest digits."""
    sums: list[int] = []
    for bit, worth in worths_of(asked).items():
        for plane in range(PLANES):
            carry, digit = (columns.get(bit, 0) if worth >> plane & 1 else 0), plane
            while carry:
                sums.extend([0] * (digit + 1 - len(sums)))
                sums[digit], carry = sums[digit] ^ carry, sums[digit] & carry
                digit += 1
    return sums


def _best(sums: list[int], texts: int, number: int) -> int:
    """The texts that are worth most, at most `number` and where they are equal those that came first."""
    chosen, open_still = 0, (1 << texts) - 1
    for digit in reversed(sums):
        more = open_still & digit
        if (chosen | more).bit_count() > number:
            open_still = more
        else:
            chosen, open_still = chosen | more, open_still & ~digit
    for place in _places(open_still, most=number - chosen.bit_count()):
        chosen |= 1 << place
    return chosen


def _places(mask: int, *, most: int = BITS) -> list[int]:
    """Where the ones are, from the lowest."""
    found: list[int] = []
    while mask and len(found) < most:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found
