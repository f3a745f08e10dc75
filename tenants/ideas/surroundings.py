"""What stands around an idea and belongs to other apps: panels on its page, and links to pages of its own.

The idea page must not import what stands on it, so every app hands its part in when it is ready. A panel is read on
every idea page and is for what decides the next step; everything else is a link, which knows the idea and the member
alone and asks the database nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from django.utils.functional import Promise

from tenants.ideas.models import Idea
from tenants.people.access import MemberRequest
from tenants.people.models import Member


class Panel(Protocol):
    """Something with a template, which sees it as `panel` and nothing else: it is kept (sluss.web.keep)."""

    @property
    def template(self) -> str: ...


@dataclass(frozen=True)
class IdeaLink:
    """A page about one idea in another app. `order` sorts the links; steps of the way come before what is around it."""

    is_own_key: ClassVar = True
    label: str | Promise
    url: str
    order: int = 50


type OffersPanel = Callable[[MemberRequest, Idea, Any], Panel | None]
type OffersLink = Callable[[Member, Idea], IdeaLink | None]

_panels: list[tuple[OffersPanel, str, bool]] = []
_links: list[tuple[OffersLink, bool]] = []


def shows_panel(offer: OffersPanel, *, reads: str = "NULL", guests: bool = False) -> None:
    """Put a panel on every idea page; the offer gives None where it has nothing to say to this member.

    `reads` is what the offer gets besides request and idea: an expression of SQL with one value, which may name what
    `around.facts_for` gives. It is read together with what the page itself shows, and the offer asks nothing more.
    `guests`: on that of a guest too, who sees nothing of what others hand in.
    """
    _panels.append((offer, reads, guests))


def shows_link(offer: OffersLink, *, guests: bool = False) -> None:
    """Put a link on every idea page. Must not ask the database: pages of an idea stay as dear as they are."""
    _links.append((offer, guests))


def readings_for(member: Member) -> list[str]:
    """What the panels of this member's page read."""
    return [reads for _, reads, guests in _panels if guests or not member.is_guest]


def panels_of(request: MemberRequest, idea: Idea, read: Sequence[Any]) -> list[Panel]:
    """The panels, each by what was `read` for it, in the order of the readings."""
    offers = [offer for offer, _, guests in _panels if guests or not request.member.is_guest]
    return [panel for offer, found in zip(offers, read, strict=True) if (panel := offer(request, idea, found))]


def links_of(member: Member, idea: Idea) -> list[IdeaLink]:
    offers = [offer for offer, guests in _links if guests or not member.is_guest]
    return sorted((link for offer in offers if (link := offer(member, idea))), key=lambda link: link.order)
