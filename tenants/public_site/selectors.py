"""What the public pages list. Every one of them begins with `rules.open_ideas`."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q, QuerySet

from sluss.web.counted_page import Statement
from sluss.workflow.phases import Phase
from tenants.ideas.models import Status
from tenants.learnings.finding import public_learnings
from tenants.learnings.models import Learning
from tenants.public_site.models import OpenIdea
from tenants.public_site.rows import OpenRow, rows_of, statement_of_rows
from tenants.public_site.rules import open_ideas

NEWEST = 3
MOST_WORDS = 8


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
    return open_ideas().filter(wanted)


@lru_cache(maxsize=100)
def statement(choice: Choice) -> Statement:
    """Kept, because what is open is the same to everyone."""
    return statement_of_rows(listed(choice))


def newest() -> list[OpenRow]:
    """For the municipality's start page, which finds it by name. One statement."""
    return rows_of(listed(Choice())[:NEWEST])


def results() -> QuerySet[OpenIdea]:
    """Open ideas that are in use now."""
    return open_ideas().filter(idea__status=Status.IMPLEMENTED)


def learnings() -> QuerySet[Learning]:
    return public_learnings()
