"""What differs between two versions of the model, in words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sluss.workflow.phases import Phase
from tenants.model_editor.parts import values_of
from tenants.people.models import Role, role_labels
from tenants.pipeline.models import Criterion, InnovationModel, Stage

LABELS: dict[str, Promise] = {
    "name": _("Name of the model"),
    "inbox_promise_days": _("First answer within, working days"),
    "fast_lane_max_hours": _("Straight away: at most, hours"),
    "fast_lane_max_kronor": _("Straight away: at most, kronor"),
    "fast_lane_question_sv": _("Straight away: the question about risk, in Swedish"),
    "fast_lane_question_en": _("Straight away: the question about risk, in English"),
    "fast_lane_roles": _("Straight away: who may say yes"),
    "name_sv": _("Name in Swedish"),
    "name_en": _("Name in English"),
    "position": _("Place in the flight"),
    "phase": _("Phase"),
    "purpose_sv": _("Purpose in Swedish"),
    "purpose_en": _("Purpose in English"),
    "promise_days": _("Next answer within, working days"),
    "work_limit": _("Holds at most"),
    "bearer_guidance_sv": _("To the one who bears the idea, in Swedish"),
    "bearer_guidance_en": _("To the one who bears the idea, in English"),
    "manager_guidance_sv": _("To the manager, in Swedish"),
    "manager_guidance_en": _("To the manager, in English"),
    "decider_role": _("Who decides at the gate"),
    "text_sv": _("Condition in Swedish"),
    "text_en": _("Condition in English"),
    "help_sv": _("Help in Swedish"),
    "help_en": _("Help in English"),
    "kind": _("Kind of answer"),
    "minimum": _("Least"),
    "maximum": _("Most"),
    "needs_evidence": _("Evidence in words is needed"),
}


SAID: dict[str, Callable[[Any], str]] = {
    "phase": lambda value: str(Phase(value).label),
    "kind": lambda value: str(Criterion.Kind(value).label),
    "decider_role": lambda value: str(Role(value).label),
    "fast_lane_roles": lambda value: ", ".join(role_labels(value)),
    "needs_evidence": lambda value: str(_("yes") if value else _("no")),
}


@dataclass(frozen=True)
class Difference:
    """A value before and after."""

    label: str | Promise
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """Something that was added, removed or changed. `where` names the stage, `what` a condition in it."""

    kind: str
    where: str
    what: str = ""
    differences: tuple[Difference, ...] = ()


def compare_values(before: dict[str, Any], after: dict[str, Any]) -> tuple[Difference, ...]:
    """The fields that differ, in the order that they are asked for."""
    return tuple(
        Difference(LABELS[name], _said(name, before.get(name)), _said(name, after.get(name)))
        for name in LABELS
        if before.get(name) != after.get(name)
    )


def compare(
    before: InnovationModel, after: InnovationModel, *, old: Sequence[Stage], new: Sequence[Stage]
) -> list[Change]:
    """What has happened from one version to the other; stages are the same where one descends from the other."""
    changes = []
    if own := compare_values(values_of(before), values_of(after)):
        changes.append(Change("changed", "", differences=own))
    was = {stage.line: stage for stage in old}
    now = {stage.line for stage in new}
    for stage in new:
        changes += _of_stage(was.get(stage.line), stage)
    return changes + [Change("removed", stage.name) for stage in old if stage.line not in now]


def _of_stage(before: Stage | None, after: Stage) -> Iterable[Change]:
    if before is None:
        yield Change("added", after.name)
        return
    if differences := compare_values(_with_place(before), _with_place(after)):
        yield Change("changed", after.name, differences=differences)
    was = {one.code: one for one in before.gate.criteria.all()}
    now = {one.code: one for one in after.gate.criteria.all()}
    yield from _of_criteria(after.name, was, now)


def _of_criteria(where: str, was: dict[str, Criterion], now: dict[str, Criterion]) -> Iterable[Change]:
    for code, one in now.items():
        if code not in was:
            yield Change("added", where, one.text)
        elif differences := compare_values(values_of(was[code]), values_of(one)):
            yield Change("changed", where, one.text, differences)
    yield from (Change("removed", where, one.text) for code, one in was.items() if code not in now)


def _with_place(stage: Stage) -> dict[str, Any]:
    return values_of(stage) | {"position": stage.position}


def _said(name: str, value: Any) -> str:
    if value is None or value == "":
        return "–"
    said = SAID.get(name)
    return said(value) if said else str(value)
