"""What a decision's page shows besides its row: people by key, the frozen conditions in words, corrections."""

from dataclasses import dataclass

from tenants.decisions import evidence
from tenants.decisions.models import Decision
from tenants.learnings.models import Learning
from tenants.people.models import Member


@dataclass(frozen=True)
class FrozenCondition:
    """A condition as it was answered then. `text` is the criterion as the model words it today."""

    text: str
    met: bool
    number: int | None
    member: str
    digest: str


@dataclass(frozen=True)
class Record:
    conditions: list[FrozenCondition]
    participants: list[Member]
    recused: list[Member]
    dissenters: list[Member]
    corrected: Decision | None
    correction: Decision | None
    learning: Learning | None
    is_unbroken: bool


def record_of(decision: Decision) -> Record:
    people = Member.objects.in_bulk([*decision.participant_ids, *decision.recused_ids, *decision.dissenter_ids])
    return Record(
        conditions=_conditions(decision),
        participants=[people[pk] for pk in decision.participant_ids if pk in people],
        recused=[people[pk] for pk in decision.recused_ids if pk in people],
        dissenters=[people[pk] for pk in decision.dissenter_ids if pk in people],
        corrected=decision.corrects,
        correction=Decision.objects.filter(corrects=decision).first(),
        learning=Learning.objects.filter(idea=decision.idea, signed_at=decision.decided_at).first(),
        is_unbroken=evidence.matches(decision),
    )


def _conditions(decision: Decision) -> list[FrozenCondition]:
    texts = {criterion.code: criterion.text for criterion in decision.gate.criteria.all()}
    keys = [frozen["member"] for frozen in decision.evidence if frozen["member"]]
    names = {str(member.key): member.display_name for member in Member.objects.filter(key__in=keys)}
    return [
        FrozenCondition(
            text=texts.get(frozen["code"], frozen["code"]),
            met=frozen["met"],
            number=frozen["number"],
            member=names.get(frozen["member"] or "", ""),
            digest=frozen["text"] or "",
        )
        for frozen in decision.evidence
    ]
