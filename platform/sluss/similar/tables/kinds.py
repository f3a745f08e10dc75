"""What is searched for likeness, and the tables that the search looks in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from sluss.similar.tables.models import Column, Corpus, Weighing

AT_ONCE = 500


@dataclass(frozen=True)
class Tables:
    """Where the index of a kind is kept: tables of the schema that its texts lie in."""

    weighings: type[Weighing]
    columns: type[Column]
    corpora: type[Corpus]


@dataclass(frozen=True)
class Kind:
    """A kind of text. Events of the kinds in `events` bring, change or take away one; they are about `subject`, or
    about `told_of` where the keys are those of another.

    `title` names a field, `texts` the fields that say more; `every` gives all there are. Rows that are only ever added
    need no events: `added` names the field that says when.
    """

    subject: str
    every: Callable[[], QuerySet[Any]]
    title: str
    texts: tuple[str, ...]
    tables: Tables
    events: tuple[str, ...] = ()
    added: str = ""
    told_of: str = ""

    @property
    def weighings(self) -> QuerySet[Weighing]:
        return self.tables.weighings._default_manager.filter(subject=self.subject)

    @property
    def columns(self) -> QuerySet[Column]:
        return self.tables.columns._default_manager.filter(subject=self.subject)

    @property
    def corpora(self) -> QuerySet[Corpus]:
        """One row at most."""
        return self.tables.corpora._default_manager.filter(subject=self.subject)


def rows_of(kind: Kind, rows: QuerySet[Any]) -> Iterator[tuple[int, str, str]]:
    """Key, title and text of each, a few hundred at a time."""
    found = rows.order_by("pk").values_list("pk", kind.title, *kind.texts)
    for pk, title, *texts in found.iterator(chunk_size=AT_ONCE):
        yield pk, title, "\n".join(filter(None, texts))
