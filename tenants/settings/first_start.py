"""The first start: five steps, about twenty minutes, each of which may be skipped and come back to."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed
from tenants.people.models import Member
from tenants.people.rules import may_manage
from tenants.settings.change import NOT_YOURS, note
from tenants.settings.models import SluiceSettings

DONE, SKIPPED = "done", "skipped"


@dataclass(frozen=True)
class Step:
    """`key` names its template, its address (`settings:step_KEY`) and its part of steps.py."""

    key: str
    title: Promise
    about: Promise
    minutes: int


STEPS = (
    Step("look", _("Look"), _("Your colour and your logo."), 3),
    Step("why", _("Why"), _("What your sluice is called, and why you have one."), 5),
    Step("roles", _("Roles"), _("Who reads, who coaches and who decides."), 6),
    Step("model", _("Model"), _("The five chambers, and what you promise."), 3),
    Step("register", _("Register"), _("Under whose name ideas are registered."), 3),
)


@dataclass(frozen=True)
class StepState:
    step: Step
    state: str  # "done", "skipped" or nothing


@dataclass(frozen=True)
class Progress:
    """How far the municipality has come."""

    steps: Sequence[StepState]
    is_over: bool

    @property
    def number_done(self) -> int:
        return sum(one.state == DONE for one in self.steps)

    @property
    def next(self) -> Step | None:
        """The first step that nobody has answered; then the first that was skipped."""
        order = sorted((one for one in self.steps if one.state != DONE), key=lambda one: one.state == SKIPPED)
        return order[0].step if order else None

    @property
    def minutes_left(self) -> int:
        return sum(one.step.minutes for one in self.steps if one.state != DONE)


def progress() -> Progress:
    row = SluiceSettings.current()
    return Progress([StepState(step, row.steps.get(step.key, "")) for step in STEPS], row.started_at is not None)


def answer_step(*, actor: Member, key: str, state: str) -> None:
    """Note a step as done or skipped; what was done stays done. The last answer ends the first start.

    Raises NotAllowed.
    """
    with transaction.atomic():
        row = _locked(actor)
        if row.steps.get(key) != DONE:
            row.steps = {**row.steps, key: state}
        if all(step.key in row.steps for step in STEPS):
            row.started_at = row.started_at or clock.now()
        row.save(update_fields=["steps", "started_at"])
        note(actor, "first_start_step", step=key, state=state)


def finish(*, actor: Member) -> None:
    """End the first start, whatever is left of it: nobody is reminded again. Raises NotAllowed."""
    with transaction.atomic():
        row = _locked(actor)
        row.started_at = row.started_at or clock.now()
        row.save(update_fields=["started_at"])
        note(actor, "first_start_over")


def _locked(actor: Member) -> SluiceSettings:
    if not may_manage(actor):
        raise NotAllowed(NOT_YOURS)
    SluiceSettings.objects.bulk_create([SluiceSettings(id=SluiceSettings.KEY)], ignore_conflicts=True)
    return SluiceSettings.objects.select_for_update(no_key=True).get(id=SluiceSettings.KEY)
