"""Saying that a challenge, a need or a benefit works towards a goal, and taking it back."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.goals.kinds import Kind
from tenants.goals.models import Goal, Status
from tenants.goals.rules import may_link
from tenants.people.models import Member


@transaction.atomic
def link(goal: Goal, *, kind: Kind, other: Any, actor: Member) -> bool:
    """Link something the actor sees to the goal; False where it was linked already."""
    locked = _locked(goal, actor)
    if locked.status != Status.ACTIVE:
        raise NotPossible(_("The goal is archived. Choose one that is in force."))
    if kind.link.objects.filter(goal=locked, **{kind.field: other}).exists():
        return False
    kind.link.objects.create(goal=locked, **{kind.field: other}, linked_by=actor, linked_at=clock.now())
    record(subject=locked, kind="linked", actor=actor, data={"kind": kind.field, "to": other.pk})
    return True


@transaction.atomic
def unlink(goal: Goal, *, kind: Kind, other: Any, actor: Member) -> None:
    """Take the link away; goal and thing stay as they are."""
    locked = _locked(goal, actor)
    if kind.link.objects.filter(goal=locked, **{kind.field: other}).delete()[0]:
        record(subject=locked, kind="unlinked", actor=actor, data={"kind": kind.field, "to": other.pk})


def _locked(goal: Goal, actor: Member) -> Goal:
    if not may_link(actor):
        raise NotAllowed(_("Coaches, managers, the innovation manager and administrators link things to goals."))
    return Goal.objects.select_for_update(no_key=True).get(pk=goal.pk)
