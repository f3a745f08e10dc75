"""“Is it like this?”: what the forms for leaving an idea show while somebody writes, at most three."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from tenants.ideas.access import visible_to
from tenants.ideas.rows import rows_of
from tenants.people.models import Member
from tenants.similar.search import similar_to

MOST_SHOWN = 3
# A word or two of everyday language is like much; what is shown while somebody writes must be worth reading.
FLOOR = 0.13
FEWEST_LETTERS = 8


@dataclass(frozen=True)
class Like:
    """One that is like it. Only members are told its number and where it is."""

    title: str
    url: str
    number: str = ""
    where: str = ""


@dataclass(frozen=True)
class Alike:
    """What was found for what had been written. `asked` is whether there was enough to look for."""

    asked: bool
    rows: list[Like]


type FindsOpen = Callable[[str, str], list[Like]]
_open: list[FindsOpen] = []


def residents_find(find: FindsOpen) -> None:
    """Say how residents find what is open to all, by title and text. Called from an app's `ready`."""
    _open.append(find)


def alike(*, title: str, text: str, member: Member | None) -> Alike:
    """Among what the member may see, for a resident among what is open to all."""
    if len(title.strip()) + len(text.strip()) < FEWEST_LETTERS:
        return Alike(asked=False, rows=[])
    if member is None:
        return Alike(asked=True, rows=[row for find in _open for row in find(title, text)])
    among = visible_to(member)
    hits = similar_to(title=title, text=text, among=among, limit=MOST_SHOWN, floor=FLOOR)
    rows = {row.pk: row for row in rows_of(among.filter(pk__in=[hit.pk for hit in hits]))} if hits else {}
    found = [rows[hit.pk] for hit in hits if hit.pk in rows]
    return Alike(True, [Like(row.title, _page(row.pk), row.registry_number, row.where) for row in found])


def _page(key: int) -> str:
    return reverse("ideas:page", args=[key])
