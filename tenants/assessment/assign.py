"""Asking members to assess ideas: one by hand or many by a plan, told by one letter each."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.assessment import letters, rules
from tenants.assessment.models import Assessment, Side
from tenants.assessment.stands import stands_of
from tenants.ideas.models import Idea
from tenants.people.models import Member


@dataclass(frozen=True, order=True)
class Asked:
    """Who is to assess which side of which idea, by their keys."""

    idea: int
    side: Side
    member: int


@transaction.atomic
def assign(asked: Sequence[Asked], *, due_on: dt.date | None, actor: Member) -> list[Assessment]:
    """Ask for every one of the assessments, or for none. Each member asked gets one letter in their language.

    Raises NotAllowed, or NotPossible (somebody cannot be asked, or the day has passed) with nothing changed.
    """
    if not rules.may_assign(actor):
        raise NotAllowed(_("Only the innovation manager asks for assessments and withdraws them."))
    if due_on is not None and due_on < clock.today():
        raise NotPossible(_("The day has passed. Choose one that lies ahead."))
    ideas = _locked({one.idea for one in asked})
    members = Member.objects.in_bulk({one.member for one in asked})
    _require_possible(asked, ideas, members)
    made = Assessment.objects.bulk_create(
        Assessment(
            idea=ideas[one.idea],
            assessor=members[one.member],
            side=one.side,
            assigned_by=actor,
            assigned_at=clock.now(),
            due_on=due_on,
        )
        for one in asked
    )
    for idea in ideas.values():
        record(subject=idea, kind="assessment_asked", actor=actor)
    for member, number in sorted(Counter(one.member for one in asked).items()):
        letters.ask(members[member], number=number, due_on=due_on, actor=actor)
    return made


def _locked(ideas: set[int]) -> dict[int, Idea]:
    found = Idea.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=ideas).order_by("pk")
    return {idea.pk: idea for idea in found}


def _require_possible(asked: Sequence[Asked], ideas: dict[int, Idea], members: dict[int, Member]) -> None:
    stands = stands_of(ideas.keys())
    reasons: list[str] = []
    twice = Counter((one.idea, one.member) for one in asked)
    for one in asked:
        member, idea = members[one.member], ideas[one.idea]
        reason = rules.why_not_asked(member, idea, stands[one.idea])
        if reason is None and twice[one.idea, one.member] > 1:
            reason = _("Nobody assesses both sides of an idea.")
        if reason:
            reasons.append(f"{member.display_name}, {idea.title}: {reason}")
    if reasons:
        raise NotPossible(*reasons)
