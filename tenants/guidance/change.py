"""Changing the words of a step, and going back to those from the beginning."""

from django.db import transaction
from django.utils.translation import gettext as _

from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.guidance.models import GuidanceText
from tenants.guidance.steps import Step
from tenants.guidance.texts import Words, default_of_stage, words_of_stage, words_of_step
from tenants.people.models import Member, Role
from tenants.pipeline.in_use import hold_model_in_use
from tenants.pipeline.models import Stage

EDITORS = (Role.INNOVATION_MANAGER, Role.ADMINISTRATOR)


class ChangedMeanwhile(NotPossible):
    """Somebody saved other words since these were opened. `theirs` is what stands now."""

    def __init__(self, theirs: Words) -> None:
        super().__init__(_("Somebody has changed this since you opened it. Nothing of yours is lost."))
        self.theirs = theirs


@transaction.atomic
def change_step(step: Step, *, words: Words | None, seen: str, actor: Member) -> None:
    """Save the municipality's own words for a step; None goes back to those from the beginning.

    Raises NotAllowed, or ChangedMeanwhile where `seen` is not what stands; then nothing has changed.
    """
    _require_editor(actor)
    # One row that is always there keeps two editors of the same step apart, whether it has words of its own or not.
    hold_model_in_use()
    row = GuidanceText.objects.filter(step=step.key).first()
    _require_seen(words_of_step(step, row), seen)
    if words is None:
        GuidanceText.objects.filter(step=step.key).delete()
    else:
        row, _created = GuidanceText.objects.update_or_create(
            step=step.key, defaults={"text_sv": words.sv, "text_en": words.en}
        )
    if row:
        _note(row, actor, step=step.key, reset=words is None)


@transaction.atomic
def change_stage(stage: Stage, *, audience: str, words: Words | None, seen: str, actor: Member) -> None:
    """The same for the words that a stage of the version in use carries. A text is no rule, so it needs no new
    version; everything else about a stage does."""
    _require_editor(actor)
    model = hold_model_in_use()
    row = Stage.objects.select_for_update(no_key=True).filter(pk=stage.pk, model=model).first()
    if row is None:
        raise NotPossible(_("Another version of the model has been published meanwhile. Open the guidance again."))
    _require_seen(words_of_stage(row, audience), seen)
    new = words or default_of_stage(row, audience)
    fields = {f"{audience}_guidance_sv": new.sv, f"{audience}_guidance_en": new.en}
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    _note(row, actor, audience=audience, reset=words is None)


def _require_editor(actor: Member) -> None:
    if not actor.has_role(*EDITORS):
        raise NotAllowed(_("Only the innovation manager and administrators change the guidance."))


def _require_seen(now: Words, seen: str) -> None:
    if now.seen != seen:
        raise ChangedMeanwhile(now)


def _note(row: GuidanceText | Stage, actor: Member, **data: str | bool) -> None:
    record(subject=row, kind="guidance_changed", actor=actor, data=data)
