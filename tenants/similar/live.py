"""“Is it like this?”: what the forms for leaving an idea show while somebody writes, at most three; what other
municipalities show openly is among it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.urls import reverse

from shared.openly.search import Elsewhere, open_elsewhere
from sluss.tenancy.scope import current_municipality_key
from tenants.ideas.access import visible_to
from tenants.ideas.rows import rows_of
from tenants.people.models import Member
from tenants.similar.search import similar_to

MOST_SHOWN = 3
# A word or two of everyday language is like much; what is shown while somebody writes must be worth reading.
FLOOR = 0.13
FEWEST_LETTERS = 8
# So much nearer must another municipality's text be than one's own to stand before it.
NEARER = 0.1


class _Likely(Protocol):
    @property
    def likeness(self) -> float: ...


@dataclass(frozen=True)
class Like:
    """One that is like it, with its cosine. Only members are told its number and where it is. `municipality` is named
    where it is another one's."""

    title: str
    url: str
    likeness: float
    number: str = ""
    where: str = ""
    municipality: str = ""


@dataclass(frozen=True)
class Alike:
    """What was found for what had been written. `asked` is whether there was enough to look for."""

    asked: bool
    rows: list[Like]

    @property
    def from_elsewhere(self) -> bool:
        return any(row.municipality for row in self.rows)


type FindsOpen = Callable[[str, str], list[Like]]
_open: list[FindsOpen] = []


def residents_find(find: FindsOpen) -> None:
    """Say how residents find what is open to all, by title and text. Called from an app's `ready`."""
    _open.append(find)


def alike(*, title: str, text: str, member: Member | None) -> Alike:
    """Among what the member may see, for a resident among what is open to all, and among what is open elsewhere."""
    if len(title.strip()) + len(text.strip()) < FEWEST_LETTERS:
        return Alike(asked=False, rows=[])
    own = _own(title, text, member) if member else [row for find in _open for row in find(title, text)]
    return Alike(True, together(own, [_like(one) for one in elsewhere(title, text)]))


def elsewhere(title: str, text: str, *, most: int = MOST_SHOWN) -> list[Elsewhere]:
    """What other municipalities show openly. Within the municipality of the one who writes; one statement mostly."""
    return open_elsewhere(title=title, text=text, municipality_key=current_municipality_key(), limit=most, floor=FLOOR)


def together[O: _Likely, E: _Likely](own: list[O], others: list[E], *, most: int = MOST_SHOWN) -> list[O | E]:
    """At most so many of both in their order. Others go before one's own where they are clearly nearer alone."""
    found: list[O | E] = []
    own, others = list(own), list(others)
    while (own or others) and len(found) < most:
        others_first = not own or (others and others[0].likeness > own[0].likeness + NEARER)
        found.append(others.pop(0) if others_first else own.pop(0))
    return found


def _own(title: str, text: str, member: Member) -> list[Like]:
    among = visible_to(member)
    hits = similar_to(title=title, text=text, among=among, limit=MOST_SHOWN, floor=FLOOR)
    rows = {row.pk: row for row in rows_of(among.filter(pk__in=[hit.pk for hit in hits]))} if hits else {}
    found = [(rows[hit.pk], hit.likeness) for hit in hits if hit.pk in rows]
    return [Like(row.title, _page(row.pk), near, row.registry_number, row.where) for row, near in found]


def _like(one: Elsewhere) -> Like:
    return Like(one.title, one.url, one.likeness, municipality=one.municipality)


def _page(key: int) -> str:
    return reverse("ideas:page", args=[key])
