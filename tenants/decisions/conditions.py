"""The conditions of a gate and how they stand: what is met, and what is missing in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from sluss.workflow.transitions import Text
from tenants.decisions.deciders import know_decider
from tenants.ideas.models import CriterionAnswer, Idea
from tenants.pipeline.models import Criterion, Gate

Kind = Criterion.Kind


@dataclass(frozen=True)
class Condition:
    """A criterion with what is known about it on one idea."""

    criterion: Criterion
    answer: CriterionAnswer | None
    missing: Text | None

    @property
    def met(self) -> bool:
        return self.missing is None

    @property
    def line(self) -> "Line":
        answer = self.answer
        return Line(
            text=self.criterion.text,
            met=self.met,
            missing=str(self.missing or ""),
            number=answer.number if answer else None,
            member=answer.member.display_name if answer and answer.member else "",
            evidence=answer.evidence if answer else "",
        )


@dataclass(frozen=True)
class Line:
    """A condition and its answer in words, as lists of them show it."""

    is_own_key: ClassVar = True
    text: str
    met: bool
    missing: str
    number: int | None
    member: str
    evidence: str


def lines_of(conditions: Sequence[Condition]) -> list[Line]:
    """What is not met comes first."""
    return sorted((condition.line for condition in conditions), key=lambda line: line.met)


def conditions_of(idea: Idea, gate: Gate) -> list[Condition]:
    """The gate's criteria in order, each with its answer: two statements, which tell who decides as well."""
    criteria = list(gate.criteria.select_related("gate__decider__member"))
    know_decider(gate, by=criteria)
    answers = {
        answer.criterion_id: answer
        for answer in CriterionAnswer.objects.filter(idea=idea, criterion__gate=gate).select_related(
            "member", "answered_by"
        )
    }
    return [condition(criterion, answers.get(criterion.pk)) for criterion in criteria]


def condition(criterion: Criterion, answer: CriterionAnswer | None) -> Condition:
    return Condition(criterion, answer, missing(criterion, answer))


def unmet(idea: Idea, gate: Gate) -> list[Condition]:
    return [condition for condition in conditions_of(idea, gate) if not condition.met]


def missing(criterion: Criterion, answer: CriterionAnswer | None) -> Text | None:
    """What is missing for the criterion to be met, or None where it is."""
    if answer is None:
        return _("Not answered yet.")
    if criterion.needs_evidence and not answer.evidence.strip():
        return _("The evidence in words is missing.")
    match criterion.kind:
        case Kind.CONFIRMED | Kind.EQUALITY:
            return _missing_confirmation(answer)
        case Kind.COUNT_OR_TEXT:
            return None if answer.evidence.strip() else _missing_number(criterion, answer.number)
        case Kind.NUMBER:
            return _missing_number(criterion, answer.number)
        case Kind.MEMBER:
            return _missing_member(answer)
    raise ValueError(f"unknown kind of criterion: {criterion.kind}")


def _missing_confirmation(answer: CriterionAnswer) -> Text | None:
    if not answer.evidence.strip():
        return _("The evidence in words is missing.")
    return None if answer.met else _("Not confirmed yet.")


def _missing_number(criterion: Criterion, number: int | None) -> Text | None:
    if number is None:
        return _("The number is missing.")
    if criterion.minimum is not None and number < criterion.minimum:
        return _("At least %(number)d are needed.") % {"number": criterion.minimum}
    if criterion.maximum is not None and number > criterion.maximum:
        return _("At most %(number)d are allowed.") % {"number": criterion.maximum}
    return None


def _missing_member(answer: CriterionAnswer) -> Text | None:
    if answer.member is None:
        return _("Nobody is chosen.")
    return None if answer.member.active else _("The person chosen is not active any more.")
