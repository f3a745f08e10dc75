"""Texts kept in memory: for trying the search on a file, and for sets that are small or short-lived."""

import heapq
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from sluss.similar.ranking import NEAREST, ranked
from sluss.similar.signatures import planes_of, signature_of, worth
from sluss.similar.vectors import Vector, frequencies, rarity_of, vector_of


@dataclass(frozen=True)
class Text[Key: Hashable]:
    """A text to search among. Only texts with the same `within` are compared."""

    key: Key
    title: str
    text: str
    within: str = ""


class Shelf[Key: Hashable]:
    """Finds among `texts` as the tables of a municipality do: the same vectors, signatures and ranking."""

    def __init__(self, texts: Sequence[Text[Key]]) -> None:
        found = [frequencies(text.title, text.text) for text in texts]
        self.rarity = rarity_of(found)
        self._rows: dict[str, list[tuple[int, Key, Vector]]] = {}
        for text, own in zip(texts, found, strict=True):
            vector = vector_of(own, self.rarity)
            self._rows.setdefault(text.within, []).append((signature_of(vector), text.key, vector))

    def like(self, asked: Text[Key], *, limit: int) -> list[tuple[Key, float]]:
        """The texts that are most alike, with the cosine; never the one with the same key."""
        vector = vector_of(frequencies(asked.title, asked.text), self.rarity)
        planes = planes_of(vector)
        others = (row for row in self._rows.get(asked.within, ()) if row[1] != asked.key)
        nearest = heapq.nlargest(NEAREST, others, key=lambda row: worth(row[0], planes))
        return ranked(vector, [(key, other) for _, key, other in nearest], limit=limit)
