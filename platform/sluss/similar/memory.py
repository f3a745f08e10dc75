"""Texts kept in memory: for trying the search on a file, and for sets that are small or short-lived."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from sluss.similar.columns import Columns, nearest, numbers_of
from sluss.similar.ranking import NEAREST_EACH, ranked
from sluss.similar.signatures import signature_of, worths_of
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
        columns = self._columns.get(asked.within, {})
        # One more than are weighed, because the text itself is mostly among them.
        number = NEAREST_EACH * limit + 1
        places = nearest(columns, worths_of(vector), among=(1 << len(rows)) - 1, number=number)
        return ranked(vector, [rows[place] for place in places if rows[place][0] != asked.key], limit=limit)


def _columns(vectors: Sequence[Vector]) -> dict[int, int]:
    columns = Columns()
    for place, vector in enumerate(vectors):
        columns.put(place, signature_of(vector.pieces))
    return numbers_of(columns.items())
