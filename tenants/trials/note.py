"""Hours and costs: noted lightly, and corrected without anything being taken away."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.ideas.models import Idea
from tenants.people.models import Member
from tenants.trials import rules
from tenants.trials.ceilings import tell_of_passed_ceilings
from tenants.trials.models import IN_HOURS, Effort, Trial
from tenants.trials.spend import rates


@dataclass(frozen=True, kw_only=True)
class Spent:
    """Hours (`hours`) for the kinds that are work, else kronor (`kronor`)."""

    kind: str
    day: dt.date
    member: Member
    hours: Decimal | None = None
    kronor: int | None = None
    trial: Trial | None = None
    note: str = ""


def note_effort(idea: Idea, *, spent: Spent, actor: Member, key: uuid.UUID | None = None) -> Effort:
    """Note hours or kronor on an idea. `key` becomes the entry's own: the same sent twice is noted once.

    Raises NotAllowed, and NotPossible for a trial of another idea.
    """
    return _enter(idea, spent=spent, actor=actor, corrects=None, key=key)


def correct_effort(effort: Effort, *, spent: Spent, actor: Member) -> Effort:
    """A new row in place of one that was wrong; no hours or kronor takes it back altogether. Raises NotAllowed, and
    NotPossible where it has been corrected already."""
    if reason := rules.why_not_correct_effort(actor, effort):
        raise NotAllowed(reason)
    return _enter(effort.idea, spent=spent, actor=actor, corrects=effort)


@transaction.atomic
def _enter(idea: Idea, *, spent: Spent, actor: Member, corrects: Effort | None, key: uuid.UUID | None = None) -> Effort:
    locked = Idea.objects.select_for_update(no_key=True, of=("self",)).get(pk=idea.pk)
    if reason := rules.why_not_note_effort(actor, locked):
        raise NotAllowed(reason)
    if key and (made := Effort.objects.filter(key=key).first()):
        if _is_the_same(made, idea=locked, spent=spent, actor=actor):
            return made
        key = None  # somebody went back and noted something else
    if spent.trial and spent.trial.idea_id != locked.pk:
        raise NotPossible(_("That trial belongs to another idea."))
    if corrects and Effort.objects.filter(corrects=corrects).exists():
        raise NotPossible(_("That entry has been corrected already. Correct the newer one."))
    effort = Effort(idea=locked, corrects=corrects, entered_by=actor, entered_at=clock.now(), kronor=_cost(spent))
    effort.key = key or effort.key
    effort.trial, effort.member, effort.day = spent.trial, spent.member, spent.day
    effort.kind, effort.hours, effort.note = spent.kind, spent.hours, spent.note
    effort.save(force_insert=True)
    kind = "effort_corrected" if corrects else "effort_noted"
    record(subject=effort, kind=kind, actor=actor)
    if effort.trial:
        tell_of_passed_ceilings(only=effort.trial)
    return effort


def _is_the_same(made: Effort, *, idea: Idea, spent: Spent, actor: Member) -> bool:
    """A button pressed twice, or a page sent again."""
    then = (made.idea_id, made.entered_by_id, made.kind, made.day, made.member_id, made.hours, made.trial_id, made.note)
    trial = spent.trial.pk if spent.trial else None
    now = (idea.pk, actor.pk, spent.kind, spent.day, spent.member.pk, spent.hours, trial, spent.note)
    return then == now and (spent.kind in IN_HOURS or made.kronor == (spent.kronor or 0))


def _cost(spent: Spent) -> int:
    if spent.kind not in IN_HOURS:
        return spent.kronor or 0
    return int(((spent.hours or Decimal(0)) * rates()[spent.kind]).quantize(Decimal(1), ROUND_HALF_UP))
