"""What the public pages list. Every one of them begins with `rules.open_ideas`."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from sluss.workflow.phases import Phase
from tenants.ideas.models import Status
from tenants.learnings.finding import public_learnings
from tenants.learnings.models import Learning
from tenants.public_site.models import OpenIdea
from tenants.public_site.rules import open_ideas
from tenants.public_site.support import number_of_supports

PER_PAGE = 25
NEWEST = 3
MOST_WORDS = 8


@dataclass(frozen=True)
class OpenRow:
    """An open idea in a list, with how many stand behind it."""

    idea: OpenIdea
    supports: int


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a visitor narrows the list by; empty values narrow nothing."""

    text: str = ""
    phase: str = ""
    status: str = ""


STATUSES = (Status.ACTIVE, Status.ON_HOLD, Status.IMPLEMENTED, Status.CONCLUDED, Status.HANDED_OVER)


def listed(choice: Choice) -> QuerySet[OpenIdea]:
    """Newest first."""
    wanted = Q()
    for word in choice.text.split()[:MOST_WORDS]:
        wanted &= Q(title__icontains=word) | Q(text__icontains=word)
    if choice.phase in Phase.values:
        wanted &= Q(idea__stage__phase=choice.phase)
    if choice.status in STATUSES:
        wanted &= Q(idea__status=choice.status)
    return open_ideas().filter(wanted).select_related("idea__stage")


def page_of(found: QuerySet[OpenIdea], number: str | None) -> tuple[Page[OpenIdea], list[OpenRow]]:
    page = Paginator(found, PER_PAGE).get_page(number)
    return page, rows_of(list(page))


def rows_of(ideas: list[OpenIdea]) -> list[OpenRow]:
    supports = number_of_supports([one.pk for one in ideas])
    return [OpenRow(one, supports.get(one.pk, 0)) for one in ideas]


def newest() -> list[OpenRow]:
    """For the municipality's start page, which finds it by name. At most two statements."""
    return rows_of(list(listed(Choice())[:NEWEST]))


def results() -> QuerySet[OpenIdea]:
    """Open ideas that are in use now."""
    return open_ideas().filter(idea__status=Status.IMPLEMENTED).select_related("idea__stage")


def learnings() -> QuerySet[Learning]:
    return public_learnings()
