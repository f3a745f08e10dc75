"""Navigation is data: every app hands in its items through the setting SLUSS_NAVIGATION."""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Place(Enum):
    """MAIN stands in the bar, at most five; PRIMARY is the coloured button. Behind one button lie WORK (what waits for
    the reader), EXPLORE (what the sluice holds), TOOLS (what runs it) and ACCOUNT. PARTNER is the partners' bar."""

    MAIN = "main"
    WORK = "work"
    EXPLORE = "explore"
    TOOLS = "tools"
    PRIMARY = "primary"
    ACCOUNT = "account"
    FOOTER = "footer"
    PARTNER = "partner"


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """One link. `order` sorts within its place; `current` is worked out from the request's path."""

    is_own_key: ClassVar = True
    label: str | Promise
    url: str
    place: Place = Place.MAIN
    order: int = 50
    current: bool = False


@dataclass(frozen=True)
class NavGroup:
    """Links under a heading."""

    label: str | Promise
    items: list[NavItem]


GROUPS = {
    Place.WORK: _("Waits for you"),
    Place.EXPLORE: _("From need to benefit"),
    Place.TOOLS: _("Run the sluice"),
}

# Different menus a process keeps: roles in all their combinations, in two languages, with any number of news.
MOST_KEPT = 500
_kept: dict[Hashable, tuple["NavItem", ...]] = {}

type Source = Callable[[HttpRequest], list[NavItem]]


def groups_of(places: dict[Place, list[NavItem]]) -> list[NavGroup]:
    """The groups behind the button that hold anything."""
    return [NavGroup(label, places[place]) for place, label in GROUPS.items() if places[place]]


def items_for(request: HttpRequest) -> dict[Place, list[NavItem]]:
    """All items that the registered sources give this request, by place, the current page marked."""
    items = _items_of(request)
    current = _current_url(path=request.path, items=items)
    marked = [replace(item, current=True) if item.url == current else item for item in items]
    return {place: [item for item in marked if item.place is place] for place in Place}


def forget() -> None:
    """Ask the setting for its sources again, and the sources for their items."""
    _sources.cache_clear()
    _kept.clear()


def _items_of(request: HttpRequest) -> tuple[NavItem, ...]:
    """In order. A member's are kept by what they follow from: sources go by roles and unread news, by nothing else.

    Not by municipality either: the same menu serves them all, and a test shuts off everything that a municipality has
    of its own. A source that shows any of that must not be one of these.
    """
    member = getattr(request, "member", None)
    if member is None or settings.DEBUG:
        return _gathered(request)
    key = key_of(member)
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = _gathered(request)
    return _kept[key]


def key_of(member: Any) -> Hashable:
    """All that a member's menu follows from."""
    return (get_language(), tuple(member.roles), member.active, member.is_guest, member.unread)


def _gathered(request: HttpRequest) -> tuple[NavItem, ...]:
    given = (item for source in _sources() for item in source(request))
    found = sorted((item for item in given if item.place in _places_for(request)), key=lambda item: item.order)
    return tuple(replace(item, label=str(item.label)) for item in found)


def _places_for(request: HttpRequest) -> Collection[Place]:
    """A guest is here for one page: the menus lead nowhere for them, so only what everyone may reach is left."""
    is_guest = getattr(getattr(request, "member", None), "is_guest", False)
    return (Place.ACCOUNT, Place.FOOTER) if is_guest else Place


@cache
def _sources() -> tuple[Source, ...]:
    return tuple(import_string(path) for path in getattr(settings, "SLUSS_NAVIGATION", ()))


def _current_url(*, path: str, items: Iterable[NavItem]) -> str | None:
    """The longest address that the path lies under, so that a detail page marks its list."""
    above = [item.url for item in items if path == item.url or (item.url != "/" and path.startswith(item.url))]
    return max(above, key=len, default=None)
