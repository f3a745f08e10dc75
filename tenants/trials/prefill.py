"""What a trial already says about the conditions of the idea's gate, offered as their answers."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from tenants.decisions import rules as decision_rules
from tenants.decisions.answer_criteria import Answer, answer_criteria
from tenants.decisions.conditions import Condition, conditions_of
from tenants.ideas.models import Idea
from tenants.people.models import Member
from tenants.pipeline.models import Criterion
from tenants.trials.conditions import without_clearance
from tenants.trials.models import Reception, Status, Trial

IN_WORDS = ("effect_chain", "rough_benefit", "equality", "hypothesis", "measure", "baseline", "stop_rule")


@dataclass(frozen=True)
class Proposal:
    """An answer that the trial gives to a condition, and how the condition stands today."""

    condition: Condition
    answer: Answer

    @property
    def shown(self) -> str:
        """The answer as a person reads it."""
        parts = (
            str(self.answer.number) if self.answer.number is not None else "",
            self.answer.member.display_name if self.answer.member else "",
            self.answer.evidence,
        )
        return " · ".join(part for part in parts if part)


def proposals(trial: Trial) -> list[Proposal]:
    """What the trial can answer of the gate before its idea and has not been answered like that already."""
    gate = decision_rules.gate_of(trial.idea)
    if gate is None:
        return []
    found = ((condition, _answer(trial, condition.criterion)) for condition in conditions_of(trial.idea, gate))
    return [Proposal(condition, answer) for condition, answer in found if answer and _is_news(condition, answer)]


def use_proposals(trial: Trial, *, codes: Collection[str], actor: Member) -> list[str]:
    """Answer the chosen conditions by what the trial says; returns the codes that changed. Raises NotAllowed."""
    chosen = [one.answer for one in proposals(trial) if one.condition.criterion.code in codes]
    return answer_criteria(Idea.objects.get(pk=trial.idea_id), answers=chosen, actor=actor)


def _is_news(condition: Condition, new: Answer) -> bool:
    old = condition.answer
    if old is None:
        return True
    return (old.met, old.evidence, old.number, old.member_id) != (
        new.met,
        new.evidence,
        new.number,
        new.member.pk if new.member else None,
    )


def _answer(trial: Trial, criterion: Criterion) -> Answer | None:
    """None where the trial says nothing of the criterion."""
    known = _known(trial, criterion.code)
    return Answer(criterion=criterion, **known) if known else None


def _known(trial: Trial, code: str) -> dict[str, Any] | None:
    if code in IN_WORDS:
        text = getattr(trial, code).strip()
        return {"met": True, "evidence": text} if text else None
    look = NUMBERS_AND_PEOPLE.get(code)
    return look(trial) if look else None


def _alternatives(trial: Trial) -> dict[str, Any] | None:
    count = trial.alternative_count
    return {"number": count, "evidence": trial.alternatives} if count else None


def _money(trial: Trial) -> dict[str, Any] | None:
    return None if trial.money is None else {"number": trial.money}


def _receiver(trial: Trial) -> dict[str, Any] | None:
    return {"member": trial.receiving_owner} if trial.receiving_owner else None


def _clearance(trial: Trial) -> dict[str, Any] | None:
    return None if without_clearance(trial) else {"met": True, "evidence": _clearance_in_words(trial)}


def _result(trial: Trial) -> dict[str, Any] | None:
    if trial.status != Status.ANALYSED:
        return None
    return {"met": True, "evidence": f"{trial.measured}\n\n{trial.conclusion}"}


def _owner(trial: Trial) -> dict[str, Any] | None:
    return {"member": trial.receiving_owner} if _has_confirmed(trial) else None


def _clearance_in_words(trial: Trial) -> str:
    lines = (
        f"{row.get_kind_display()}: {row.get_answer_display()}. {row.conditions}" for row in trial.clearances.all()
    )
    return "\n".join(line.strip() for line in lines)


def _has_confirmed(trial: Trial) -> bool:
    confirmed = Reception.objects.filter(idea=trial.idea_id, answer=Reception.Answer.CONFIRMED)
    return trial.receiving_owner_id is not None and confirmed.filter(member=trial.receiving_owner_id).exists()


NUMBERS_AND_PEOPLE: dict[str, Callable[[Trial], dict[str, Any] | None]] = {
    "alternatives": _alternatives,
    "weeks": lambda trial: {"number": trial.weeks},
    "money": _money,
    "receiving_owner": _receiver,
    "clearance": _clearance,
    "result": _result,
    "owner": _owner,
}
