"""Changing what a draft consists of: its settings, a stage with its gate, a condition.

Two people may work on the same draft. Whoever opened a part that has been changed since is shown both wordings, and
saves again when they have seen the other's.
"""

import hashlib
import json
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sluss.workflow.transitions import NotPossible
from tenants.model_editor.drafts import OWN_FIELDS, changed, hold_draft
from tenants.people.models import Member
from tenants.pipeline.models import Criterion, Gate, InnovationModel, Stage

STAGE_FIELDS = (
    *("name_sv", "name_en", "phase", "purpose_sv", "purpose_en", "promise_days", "work_limit"),
    *("bearer_guidance_sv", "bearer_guidance_en", "manager_guidance_sv", "manager_guidance_en"),
)
CRITERION_FIELDS = ("text_sv", "text_en", "help_sv", "help_en", "kind", "minimum", "maximum", "needs_evidence")
LONGEST_CODE = 34

type Part = InnovationModel | Stage | Criterion


class ChangedMeanwhile(NotPossible):
    """Somebody saved other values since this part was opened. `theirs` is what stands now."""

    def __init__(self, theirs: Part) -> None:
        super().__init__(_("Somebody has changed this since you opened it. Nothing of yours is lost."))
        self.theirs = theirs


class Gone(NotPossible):
    """Somebody removed the part since it was opened."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody has removed this, or the whole draft, since you opened it. Your text stands below.")
        )


def values_of(part: Part) -> dict[str, Any]:
    """What is edited of a part, by field. A stage has the role that decides at its gate among them."""
    if isinstance(part, InnovationModel):
        return {name: getattr(part, name) for name in OWN_FIELDS}
    if isinstance(part, Criterion):
        return {name: getattr(part, name) for name in CRITERION_FIELDS}
    return {name: getattr(part, name) for name in STAGE_FIELDS} | {"decider_role": part.gate.decider_role}


def state_of(part: Part) -> str:
    """A digest of the values, which a form keeps from when it was opened until it is saved."""
    return hashlib.sha256(json.dumps(values_of(part), sort_keys=True).encode()).hexdigest()[:16]


@transaction.atomic
def change_part(part: Part, *, values: dict[str, Any], seen: str, actor: Member) -> None:
    """Save new values. Raises NotAllowed, ChangedMeanwhile, Gone, or NotPossible without a draft; nothing changed."""
    draft = hold_draft(actor=actor)
    row = _in_draft(part, draft)
    if state_of(row) != seen:
        raise ChangedMeanwhile(row)
    own = {name: value for name, value in values.items() if name != "decider_role"}
    for name, value in own.items():
        setattr(row, name, value)
    row.save(update_fields=list(own))
    if isinstance(row, Stage):
        row.gate.decider_role = values["decider_role"]
        row.gate.save(update_fields=["decider_role"])
    # The draft itself may be the part that was changed: its lock holds the one row there is.
    changed(draft, part=_kind(row), actor=actor)


@transaction.atomic
def add_stage(*, values: dict[str, Any], actor: Member) -> Stage:
    """A new stage at the end of the flight, with a gate of its own and no conditions yet."""
    draft = hold_draft(actor=actor)
    own = {name: value for name, value in values.items() if name != "decider_role"}
    stage = Stage.objects.create(model=draft, position=Stage.objects.filter(model=draft).count() + 1, **own)
    Gate.objects.create(source=stage, decider_role=values["decider_role"])
    _renumber(draft, _stages(draft))
    changed(draft, part="stage", actor=actor)
    return stage


@transaction.atomic
def add_criterion(stage: Stage, *, values: dict[str, Any], actor: Member) -> Criterion:
    """A new condition, last at the gate out of the stage."""
    draft = hold_draft(actor=actor)
    gate = Gate.objects.filter(source=stage, source__model=draft).first()
    if gate is None:
        raise Gone
    known = set(Criterion.objects.filter(gate__source__model=draft).values_list("code", flat=True))
    criterion = Criterion.objects.create(
        gate=gate, code=_code(values["text_sv"], known), position=gate.criteria.count() + 1, **values
    )
    changed(draft, part="criterion", actor=actor)
    return criterion


@transaction.atomic
def move_part(part: Stage | Criterion, *, by: int, actor: Member) -> None:
    """One place up (`by` -1) or down (1) among its like; at the end of the row nothing happens."""
    draft = hold_draft(actor=actor)
    row = _in_draft(part, draft)
    if isinstance(row, Stage):
        _renumber(draft, _moved(_stages(draft), row, by))
    else:
        _number_criteria(_moved(list(row.gate.criteria.all()), row, by))
    changed(draft, part=_kind(row), actor=actor)


@transaction.atomic
def remove_part(part: Stage | Criterion, *, seen: str, actor: Member) -> None:
    """Take a stage with its gate, or a condition, out of the draft. Raises ChangedMeanwhile where it looks otherwise
    than when it was opened."""
    draft = hold_draft(actor=actor)
    row = _in_draft(part, draft)
    if state_of(row) != seen:
        raise ChangedMeanwhile(row)
    if isinstance(row, Stage):
        _remove_stage(draft, row)
    else:
        gate = row.gate
        row.delete()
        _number_criteria(list(gate.criteria.all()))
    changed(draft, part=_kind(part), actor=actor)


def _remove_stage(draft: InnovationModel, stage: Stage) -> None:
    Gate.objects.filter(target=stage).update(target=None)
    stage.gate.delete()
    stage.delete()
    _renumber(draft, _stages(draft))


def _in_draft[P: InnovationModel | Stage | Criterion](part: P, draft: InnovationModel) -> P:
    """The part as it stands now. Raises Gone where the draft has no such part."""
    row: Any = draft
    if not isinstance(part, InnovationModel):
        within = {"model": draft} if isinstance(part, Stage) else {"gate__source__model": draft}
        row = type(part)._default_manager.select_related("gate").filter(pk=part.pk, **within).first()
    if row is None or row.pk != part.pk:
        raise Gone
    found: P = row
    return found


def _stages(draft: InnovationModel) -> list[Stage]:
    return list(Stage.objects.filter(model=draft).select_related("gate").order_by("position"))


def _moved[P: (Stage, Criterion)](rows: list[P], row: P, by: int) -> list[P]:
    here = [one.pk for one in rows].index(row.pk)
    there = min(max(here + by, 0), len(rows) - 1)
    one = rows.pop(here)
    rows.insert(there, one)
    return rows


def _renumber(draft: InnovationModel, stages: list[Stage]) -> None:
    """Give the stages their places in this order and let each gate lead to the next. Places are unique at every
    moment, as are targets, so all of them are cleared first."""
    beyond = 1 + max((stage.position for stage in stages), default=0) + len(stages)
    for offset, numbers in ((beyond, range(len(stages))), (1, range(len(stages)))):
        for stage, number in zip(stages, numbers, strict=True):
            stage.position = offset + number
        Stage.objects.bulk_update(stages, ["position"])
    gates = [stage.gate for stage in stages]
    Gate.objects.filter(source__model=draft).update(target=None)
    for gate, target in zip(gates, [*stages[1:], None], strict=False):
        gate.target = target
    Gate.objects.bulk_update(gates, ["target"])


def _number_criteria(criteria: list[Criterion]) -> None:
    for number, criterion in enumerate(criteria, start=1):
        criterion.position = number
    Criterion.objects.bulk_update(criteria, ["position"])


def _code(text: str, known: set[str]) -> str:
    """A code from the first words, one that no other condition of the version has."""
    stem = slugify(text)[:LONGEST_CODE].strip("-_") or "villkor"
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(known) + 2))
    return next(code for code in numbered if code not in known)


def _kind(part: Part) -> str:
    return {InnovationModel: "settings", Stage: "stage", Criterion: "criterion"}[type(part)]
