"""Answering a gate's conditions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from sluss import clock
from sluss.workflow.transitions import NotAllowed, record
from tenants.decisions import rules
from tenants.decisions.draft import locked
from tenants.ideas.models import CriterionAnswer, Idea
from tenants.people.models import Member
from tenants.pipeline.models import Criterion

CONTENT = ("met", "evidence", "number", "member", "answered_by", "answered_at")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is known about one criterion."""

    criterion: Criterion
    met: bool = False
    evidence: str = ""
    number: int | None = None
    member: Member | None = None


@transaction.atomic
def answer_criteria(idea: Idea, *, answers: Sequence[Answer], actor: Member) -> list[str]:
    """Save the answers that differ from what stands; returns their codes. Raises NotAllowed with nothing changed.

    The idea's revision stays: it is its text's. What stood at a decision is frozen in the decision.
    """
    row = locked(idea)
    if reason := rules.why_not_answer(actor, row):
        raise NotAllowed(reason)
    standing = {answer.criterion_id: answer for answer in CriterionAnswer.objects.filter(idea=row)}
    changed = [answer for answer in answers if _differs(answer, standing.get(answer.criterion.pk))]
    _save(row, changed, actor)
    codes = [answer.criterion.code for answer in changed]
    if codes:
        record(subject=row, kind="criteria_answered", actor=actor, data={"codes": codes})
    return codes


def _differs(answer: Answer, standing: CriterionAnswer | None) -> bool:
    new = (answer.met, answer.evidence, answer.number, answer.member.pk if answer.member else None)
    if standing is None:
        return new != (False, "", None, None)
    return new != (standing.met, standing.evidence, standing.number, standing.member_id)


def _save(idea: Idea, answers: Sequence[Answer], actor: Member) -> None:
    """All of them in one statement."""
    rows = [
        CriterionAnswer(
            idea=idea,
            criterion=answer.criterion,
            met=answer.met,
            evidence=answer.evidence,
            number=answer.number,
            member=answer.member,
            answered_by=actor,
            answered_at=clock.now(),
        )
        for answer in answers
    ]
    CriterionAnswer.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["idea", "criterion"], update_fields=CONTENT
    )
