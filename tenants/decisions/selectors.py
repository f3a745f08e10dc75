"""Finding decisions."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from sluss.text.plain import plain_line
from tenants.decisions.deciders import decider_of
from tenants.decisions.models import Decision, DelegationReference, Outcome, Recusal
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea, IdeaBearer
from tenants.people.models import Member, MemberQuerySet, Role
from tenants.pipeline.models import Gate

YEAR = re.compile("[12][0-9]{3}")
# A conflict bars once it is noted, until it has been tried and lifted.
BARS = Q(trial=None) | Q(trial__upheld=True)
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
            "idea__coach",
            "gate__source",
            "gate__target",
            "decider",
            "in_place_of",
            "presenter",
            "corrects",
            "delegation",
        )
        .first()
    )


def staff() -> MemberQuerySet:
    """Members who work with decisions: who may be chosen as presenter, participant or receiver."""
    return Member.objects.active().with_role(*PREPARING_ROLES)


def taking_part() -> MemberQuerySet:
    """Those whose conflict of interest another may raise: who works with decisions, stands in for them or advises."""
    away = Member.objects.active().with_role(*PREPARING_ROLES).filter(stand_in__isnull=False)
    advises = Q(pk__in=Member.objects.filter(idea_boards__active=True).order_by().values("pk"))
    stands_in = Q(pk__in=away.order_by().values("stand_in"))
    return Member.objects.people().filter(Q(pk__in=staff().order_by().values("pk")) | advises | stands_in)


def may_be_asked(idea: Idea, gate: Gate) -> MemberQuerySet:
    """Who can decide at the gate on this idea: those it names, without coach, bearers and conflicts of interest.

    For a committee it is the registrars, who register what it has decided.
    """
    decider = decider_of(gate)
    found = Member.objects.active()
    if decider is None:
        found = found.with_role(Role(gate.decider_role))
    elif decider.member_id:
        found = found.filter(pk=decider.member_id)
    else:
        found = found.with_role(Role.REGISTRAR)
    recused = Recusal.objects.filter(BARS, idea=idea, member=OuterRef("pk"))
    bears = IdeaBearer.objects.filter(idea=idea, member=OuterRef("pk"))
    return found.filter(~Exists(recused), ~Exists(bears)).exclude(pk=idea.coach_id or 0)


def recusals_of(member: Member) -> QuerySet[Recusal]:
    """The conflicts of interest that bar the member, on any idea."""
    return Recusal.objects.filter(BARS, member=member)


def in_force(day: dt.date) -> QuerySet[DelegationReference]:
    """The points of the delegation order that a decision of that day can rest on."""
    return DelegationReference.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)
