"""Finding decisions."""

import re
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from sluss.text.plain import plain_line
from tenants.decisions.models import Decision, Outcome
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea
from tenants.people.models import Member, MemberQuerySet, Role

YEAR = re.compile("[12][0-9]{3}")
PREPARING_ROLES = (Role.COACH, Role.MANAGER, Role.INNOVATION_MANAGER, Role.REGISTRAR)


@dataclass(frozen=True)
class DecisionFilter:
    """What narrows the list, as it stands in the address."""

    words: str = ""
    outcome: str = ""
    year: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "DecisionFilter":
        year, outcome = str(query.get("year", "")), str(query.get("outcome", ""))
        return cls(
            words=plain_line(query.get("q", ""))[:200],
            outcome=outcome if outcome in Outcome.values else "",
            year=year if YEAR.fullmatch(year) else "",
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.outcome or self.year)


def decisions_on(idea: Idea) -> list[Decision]:
    """The idea's decisions, oldest first, with what a line about each needs."""
    return list(Decision.objects.filter(idea=idea).select_related("decider", "gate__source"))


def listed_decisions(member: Member, chosen: DecisionFilter) -> QuerySet[Decision]:
    """Decisions on ideas the member may see, newest first; a corrected one only in its latest wording."""
    corrected = Exists(Decision.objects.filter(corrects=OuterRef("pk")))
    found = Decision.objects.filter(~corrected, idea__in=visible_to(member))
    for word in chosen.words.split()[:8]:
        found = found.filter(
            Q(idea__title__icontains=word) | Q(idea__registry_number__icontains=word) | Q(reasons__icontains=word)
        )
    if chosen.outcome:
        found = found.filter(outcome=chosen.outcome)
    if chosen.year:
        found = found.filter(decided_at__year=int(chosen.year))
    return found.select_related("idea", "gate__source", "decider").order_by("-decided_at", "-id")


def visible_decision(member: Member, key: object) -> Decision | None:
    return (
        Decision.objects.filter(idea__in=visible_to(member), key=key)
        .select_related(
            "idea__coach", "gate__source", "gate__target", "decider", "in_place_of", "presenter", "corrects"
        )
        .first()
    )


def staff() -> MemberQuerySet:
    """Members who work with decisions: who may be chosen as presenter, participant or receiver."""
    return Member.objects.active().with_role(*PREPARING_ROLES)
