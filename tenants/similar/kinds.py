"""What can be searched for likeness: ideas, and what other apps bring."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

IDEA = "idea"
AT_ONCE = 500


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
    events: tuple[str, ...] = ()
    added: str = ""
    told_of: str = ""


_kinds: dict[str, Kind] = {}


def searches(kind: Kind) -> None:
    """Make a kind of text searchable. Called from an app's `ready`."""
    _kinds[kind.subject] = kind


def kind_of(subject: str) -> Kind:
    """Raises KeyError for a kind that no app has brought."""
    return _kinds[subject]


def all_kinds() -> list[Kind]:
    return list(_kinds.values())


def rows_of(kind: Kind, rows: QuerySet[Any]) -> Iterator[tuple[int, str, str]]:
    """Key, title and text of each, a few hundred at a time."""
    found = rows.order_by("pk").values_list("pk", kind.title, *kind.texts)
    for pk, title, *texts in found.iterator(chunk_size=AT_ONCE):
        yield pk, title, "\n".join(filter(None, texts))
