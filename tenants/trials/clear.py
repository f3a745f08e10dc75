"""Clearances: asked for, answered, and run out."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.people.models import Member
from tenants.trials import rules
from tenants.trials.models import ENDED, Clearance, Status, Trial
from tenants.trials.move import move
from tenants.trials.tell import tell_people
from tenants.trials.transitions import EXPIRE


@transaction.atomic
def ask_clearance(trial: Trial, *, kind: str, owner: Member, actor: Member) -> Clearance:
    """Ask for one more kind, or give it another owner. Raises NotAllowed, and NotPossible after the trial's end."""
    locked = _locked(trial)
    if reason := rules.why_not_lead(actor, locked):
        raise NotAllowed(reason)
    if locked.status in ENDED:
        raise NotPossible(_("The trial is over, so its clearances stay as they were."))
    try:
        with transaction.atomic():
            clearance = Clearance.objects.create(trial=locked, kind=kind, owner=owner)
    except IntegrityError:
        clearance = Clearance.objects.get(trial=locked, kind=kind)
        clearance.owner = owner
        clearance.save(update_fields=["owner"])
    record(subject=locked, kind="clearance_asked", actor=actor, data={"kind": kind, "owner": owner.pk})
    return clearance


@transaction.atomic
def answer_clearance(
    clearance: Clearance, *, answer: str, conditions: str, expires_on: dt.date | None, actor: Member
) -> Clearance:
    """Give or refuse the go-ahead. Raises NotAllowed, and NotPossible without the reasons that an answer needs.

    A trial that is running is paused at once where the answer no longer allows it.
    """
    trial = _locked(clearance.trial)
    row = Clearance.objects.select_related("trial").get(pk=clearance.pk)
    if reason := rules.why_not_answer_clearance(actor, row):
        raise NotAllowed(reason)
    if answer != Clearance.Answer.GRANTED and not conditions.strip():
        raise NotPossible(_("Say why, in a sentence."))
    row.answer, row.conditions, row.expires_on = answer, conditions, expires_on
    row.answered_by, row.answered_at = actor, clock.now()
    row.save(update_fields=["answer", "conditions", "expires_on", "answered_by", "answered_at"])
    record(subject=trial, kind="clearance_answered", actor=actor, data={"kind": row.kind, "answer": answer})
    if trial.status == Status.RUNNING and not row.holds:
        _pause(trial)
    return row


@transaction.atomic
def pause_where_clearance_ran_out() -> int:
    """Pause every running trial with a clearance that does not hold today, and tell its people; returns how many."""
    expired = Clearance.objects.filter(expires_on__lt=clock.today(), trial__status=Status.RUNNING)
    trials = Trial.objects.filter(pk__in=expired.values("trial"), status=Status.RUNNING).order_by("pk")
    found = list(
        trials.select_for_update(no_key=True, of=("self",)).select_related("idea", "leader", "receiving_owner")
    )
    for trial in found:
        _pause(trial)
    return len(found)


def _pause(trial: Trial) -> None:
    move(trial, by=EXPIRE, actor=None)
    tell_people(trial, template="trials/expired")


def _locked(trial: Trial) -> Trial:
    rows = Trial.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("idea", "leader", "receiving_owner").get(pk=trial.pk)
