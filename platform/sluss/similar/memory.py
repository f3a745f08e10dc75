"""Texts kept in memory: for trying the search on a file, and for sets that are small or short-lived."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from sluss.similar.columns import Columns, nearest, numbers_of
from sluss.similar.company import company_of
from sluss.similar.ranking import NEAREST_EACH, Found, ranked
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
    """Finds among `texts` as the tables of a municipality do: the same vectors, the same company, the same ranking."""

    def __init__(self, texts: Sequence[Text[Key]]) -> None:
        self.rarity = rarity_of(frequencies(text.title, text.text) for text in texts)
        boards: dict[str, list[tuple[Key, Vector]]] = defaultdict(list)
        for text in texts:
            vector = vector_of(frequencies(text.title, text.text), self.rarity)
            boards[text.within].append((text.key, vector))
        self._boards = {within: _Board(rows) for within, rows in boards.items()}

    def like(self, asked: Text[Key], *, limit: int) -> list[tuple[Key, float]]:
        """The texts that are most alike, with the cosine; never the one with the same key."""
        vector = vector_of(frequencies(asked.title, asked.text), self.rarity)
        board = self._boards.get(asked.within)
        return board.like(vector, key=asked.key, limit=limit) if board else []


class _Board[Key: Hashable]:
    """The texts that are compared with each other."""

    def __init__(self, rows: list[tuple[Key, Vector]]) -> None:
        columns = Columns()
        for place, (_, vector) in enumerate(rows):
            columns.put(place, signature_of(vector.pieces))
        self._columns = numbers_of(columns.items())

        def at(places: list[int]) -> Iterator[tuple[int, Vector]]:
            return ((place, rows[place][1]) for place in places)

        self._rows = [
            Found(key, vector, place, company_of(vector, place=place, columns=self._columns, places=len(rows), at=at))
            for place, (key, vector) in enumerate(rows)
        ]

    def like(self, asked: Vector, *, key: Key, limit: int) -> list[tuple[Key, float]]:
        # One more than are weighed, because the text itself is mostly among them.
        number = NEAREST_EACH * limit + 1
        places = nearest(self._columns, worths_of(asked), among=(1 << len(self._rows)) - 1, number=number)
        found = (self._rows[place] for place in places)
        return ranked(asked, [one for one in found if one.key != key], limit=limit)
