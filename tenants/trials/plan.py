"""Planning a trial and changing the plan."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.ideas.models import Idea
from tenants.organisation.models import Unit
from tenants.people.models import Member
from tenants.trials import rules
from tenants.trials.conditions import REQUIRED
from tenants.trials.models import UNDER_WAY, Clearance, Trial
from tenants.trials.receive import name_receiver

# What a trial is judged by. It must not be changed to fit the result, so it is fixed when the trial starts.
FIXED = (
    "hypothesis",
    "measure",
    "measure_unit",
    "baseline",
    "baseline_number",
    "stop_rule",
    "stop_number",
    "lower_is_better",
    "weeks",
    "money",
)


class ChangedMeanwhile(NotPossible):
    """Somebody saved another plan since this one was opened."""

    def __init__(self, theirs: Trial) -> None:
        super().__init__(_("Somebody has changed the plan since you opened it. Nothing of yours is lost."))
        self.theirs = theirs


@transaction.atomic
def plan_trial(idea: Idea, *, content: dict[str, Any], places: Collection[Unit] = (), actor: Member) -> Trial:
    """Plan a trial, with the clearances that every trial needs waiting on its leader. Raises NotAllowed."""
    locked = Idea.objects.select_for_update(no_key=True, of=("self",)).get(pk=idea.pk)
    if reason := rules.why_not_plan(actor, locked):
        raise NotAllowed(reason)
    trial = Trial(idea=locked, created_at=clock.now(), **content)
    trial.save(force_insert=True)
    trial.places.set(places)
    Clearance.objects.bulk_create(Clearance(trial=trial, kind=kind, owner=trial.leader) for kind in REQUIRED)
    record(subject=trial, kind="plan", actor=actor)
    record(subject=locked, kind="trial_plan", actor=actor, data={"trial": trial.pk})
    if trial.receiving_owner:
        name_receiver(locked, member=trial.receiving_owner)
    return trial


@transaction.atomic
def change_plan(
    trial: Trial, *, content: dict[str, Any], places: Collection[Unit], revision: int, actor: Member
) -> Trial:
    """Save a new plan. Raises NotAllowed, ChangedMeanwhile where `revision` is not the latest, and NotPossible where
    what the trial is judged by would be changed after the start."""
    locked = Trial.objects.select_for_update(no_key=True, of=("self",)).select_related("idea").get(pk=trial.pk)
    if reason := rules.why_not_change_plan(actor, locked):
        raise NotAllowed(reason)
    if locked.revision != revision:
        raise ChangedMeanwhile(locked)
    if locked.status in UNDER_WAY and any(getattr(locked, name) != content[name] for name in FIXED):
        raise NotPossible(
            _("The trial has started: hypothesis, measure, baseline, stop rule and ceilings stay as they were.")
        )
    for name, value in content.items():
        setattr(locked, name, value)
    locked.revision = revision + 1
    locked.save(update_fields=[*content, "revision"])
    locked.places.set(places)
    record(subject=locked, kind="plan_changed", actor=actor, data={"revision": locked.revision})
    if locked.receiving_owner:
        name_receiver(locked.idea, member=locked.receiving_owner)
    return locked
