"""What the region's page lists, and the file of the same rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from shared.openly.models import OpenText
from shared.openly.search import NEWEST_FIRST, Wanted, found_for
from sluss.registry.models import Municipality

PER_PAGE = 25
AT_ONCE = 500


@dataclass(frozen=True)
class Row:
    """An open text with whose it is and the address of the page that shows it."""

    text: OpenText
    municipality: Municipality
    url: str


@dataclass(frozen=True)
class Listing:
    """What fits a choice: with a question the likest first, without one the newest. `known` are the municipalities in
    use with the addresses of their sites, by their keys in the database."""

    wanted: Wanted
    question: str
    known: dict[int, tuple[Municipality, str]]

    def page(self, number: str | None) -> tuple[Page[Any], list[Row]]:
        found: list[int] | QuerySet[OpenText, int] = self._ranked() if self.question else self._newest()
        page: Page[Any] = Paginator(found, PER_PAGE).get_page(number)
        texts = self.wanted.texts().in_bulk(list(page))
        return page, [self._row(texts[pk]) for pk in page if pk in texts]

    def rows(self) -> Iterator[Row]:
        """All of them, some at a time."""
        if self.question:
            keys = self._ranked()
            texts = self.wanted.texts().in_bulk(keys)
            return (self._row(texts[pk]) for pk in keys if pk in texts)
        newest = self.wanted.texts().order_by(*NEWEST_FIRST)
        return (self._row(text) for text in newest.iterator(chunk_size=AT_ONCE))

    def _ranked(self) -> list[int]:
        return found_for(self.question, wanted=self.wanted)

    def _newest(self) -> QuerySet[OpenText, int]:
        return self.wanted.texts().order_by(*NEWEST_FIRST).values_list("pk", flat=True)

    def _row(self, text: OpenText) -> Row:
        municipality, site = self.known[text.municipality_id]
        return Row(text, municipality, site.rstrip("/") + text.path)
