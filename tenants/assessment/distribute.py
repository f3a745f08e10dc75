"""Choosing which ideas need assessors and who can be asked, and doing what was previewed."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotPossible
from tenants.assessment import rules
from tenants.assessment.assign import assign
from tenants.assessment.balance import Plan, Wanted, balance
from tenants.assessment.models import OPEN, Assessment, Side, State
from tenants.assessment.stands import stands_of
from tenants.ideas.access import visible_to
from tenants.ideas.models import IN_CHAMBERS, Idea
from tenants.people.models import Member, MemberQuerySet

MOST_IDEAS = 200
COUNTING = (*OPEN, State.SUBMITTED)


class OtherPlan(NotPossible):
    """Something has changed since the preview; `plan` is what would be done now."""

    def __init__(self, plan: "Distribution") -> None:
        super().__init__(_("Something has changed since you looked. This is how it would be shared out now."))
        self.plan = plan


@dataclass(frozen=True, kw_only=True)
class Choice:
    """`each` assessors for each idea and side. Without a unit the pool is coaches and managers; the away are spared."""

    each: int
    stage: int | None = None
    unit: int | None = None
    idea: int | None = None
    due_on: dt.date | None = None


@dataclass(frozen=True)
class Distribution:
    """A plan with the rows that its keys stand for. `left_out` ideas more lack assessors: do this again for them."""

    plan: Plan
    ideas: dict[int, Idea]
    members: dict[int, Member]
    loads: dict[int, int]
    left_out: int

    @property
    def new_loads(self) -> dict[int, int]:
        return dict(Counter(one.member for one in self.plan.asked))


def pool_of(choice: Choice) -> MemberQuerySet:
    here = Q(away_until__isnull=True) | Q(away_until__lt=clock.today())
    active = Member.objects.people().filter(here)
    return active.filter(unit_id=choice.unit) if choice.unit else active.with_role(*rules.POOL)


def plan_for(choice: Choice, *, actor: Member) -> Distribution:
    """What asking would look like, with nothing changed: seven statements whatever the number of ideas."""
    found = _lacking(choice, actor)
    ideas = {idea.pk: idea for idea in found[:MOST_IDEAS]}
    members = {member.pk: member for member in pool_of(choice)}
    stands = stands_of(ideas)
    loads = _loads(list(members))
    plan = balance(
        _wanted(ideas, choice.each),
        members=sorted(members),
        loads=loads,
        may=lambda member, idea: rules.why_not_asked(members[member], ideas[idea], stands[idea]) is None,
    )
    return Distribution(plan, ideas, members, loads, left_out=max(len(found) - MOST_IDEAS, 0))


@transaction.atomic
def distribute(choice: Choice, *, digest: str, actor: Member) -> list[Assessment]:
    """Do what was previewed. Raises OtherPlan where it would be something else now, and what assign() raises."""
    distribution = plan_for(choice, actor=actor)
    if distribution.plan.digest != digest:
        raise OtherPlan(distribution)
    return assign(distribution.plan.asked, due_on=choice.due_on, actor=actor)


def _lacking(choice: Choice, actor: Member) -> list[Idea]:
    """Ideas in the chambers with fewer than `each` on a side, longest waiting first."""
    ideas = visible_to(actor).filter(status__in=IN_CHAMBERS)
    if choice.stage:
        ideas = ideas.filter(stage_id=choice.stage)
    if choice.idea:
        ideas = ideas.filter(pk=choice.idea)
    counted = {f"n_{side.value}": _number_on(side) for side in Side}
    lacking = Q(n_need__lt=choice.each) | Q(n_feasibility__lt=choice.each)
    return list(ideas.annotate(**counted).filter(lacking).order_by("received_at", "pk"))


def _number_on(side: Side) -> Count:
    return Count("assessments", filter=Q(assessments__side=side, assessments__status__in=COUNTING))


def _wanted(ideas: dict[int, Idea], each: int) -> list[Wanted]:
    return [
        Wanted(pk, {side: max(each - getattr(idea, f"n_{side.value}"), 0) for side in Side})
        for pk, idea in ideas.items()
    ]


def _loads(members: list[int]) -> dict[int, int]:
    found = Assessment.objects.filter(assessor__in=members, status__in=OPEN).order_by()
    return dict(found.values("assessor").annotate(number=Count("pk")).values_list("assessor", "number"))
