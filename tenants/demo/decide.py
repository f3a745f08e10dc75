"""What happens to a demo idea at its gates, through the services that the screens use."""

import uuid
from dataclasses import dataclass
from random import Random
from typing import Any

from tenants.decisions.answer_criteria import Answer, answer_criteria
from tenants.decisions.draft import Draft, Seen
from tenants.decisions.hold_decision import hold_decision
from tenants.decisions.models import Basis, Outcome
from tenants.decisions.note_conflict import note_conflict
from tenants.decisions.register_decision import register_decision
from tenants.demo.library import Told
from tenants.ideas.models import Idea
from tenants.people.models import Member, Role
from tenants.pipeline.models import Criterion, Gate

MANAGERS = ("chef", "avdelningschef")
# Where the second of them is the nearest.
TECHNICAL = ("Gata och park", "Fastighet", "Miljö och bygg", "Kultur och fritid", "Hamn och kanal")
REFERENCE = "Delegationsordningen punkt 7.2"
Members = dict[str, Member]


@dataclass(frozen=True)
class AtGate:
    """A demo idea before a gate, with what its story tells about it."""

    idea: Idea
    told: Told
    number: int
    members: Members
    rng: Random

    @property
    def coach(self) -> Member:
        assert self.idea.coach is not None
        return self.idea.coach

    @property
    def known(self) -> dict[str, Any]:
        return self.told.story.gates.get(self.number, {})

    @property
    def manager(self) -> Member:
        """The manager nearest to the idea, or the other one where that one has a conflict of interest."""
        nearest = _nearest_manager(self.told)
        other = next(login for login in MANAGERS if login != nearest)
        return self.members[other if self.told.place.conflict else nearest]

    @property
    def decider(self) -> Member:
        assert self.idea.stage is not None
        role = self.idea.stage.gate.decider_role
        return self.members["innovation"] if role == Role.INNOVATION_MANAGER else self.manager


def answer(at: AtGate, *, share: float = 1.0) -> None:
    """The coach answers the gate's conditions, or the first `share` of them."""
    criteria = [c for c in _gate(at).criteria.all() if c.kind == Criterion.Kind.MEMBER or c.code in at.known]
    told = criteria[: round(len(criteria) * share)]
    answer_criteria(at.idea, answers=[_answer(c, at) for c in told], actor=at.coach)


def prepare(at: AtGate) -> None:
    """The coach prepares the decision, as a proposal that only a few see."""
    hold_decision(at.idea, draft=_draft(at, _coming(at)), seen=Seen.now(at.idea), actor=at.coach)


def decide(at: AtGate, outcome: Outcome) -> None:
    key = uuid.UUID(int=at.rng.getrandbits(128), version=4)
    register_decision(at.idea, draft=_draft(at, outcome), seen=Seen.now(at.idea), actor=at.decider, key=key)


def declare(idea: Idea, told: Told, members: Members) -> None:
    """The manager nearest to the idea says that somebody else must decide."""
    nearest = members[_nearest_manager(told)]
    note_conflict(idea, about=nearest, reason=told.place.conflict, actor=nearest)


def _gate(at: AtGate) -> Gate:
    assert at.idea.stage is not None
    return at.idea.stage.gate


def _nearest_manager(told: Told) -> str:
    return MANAGERS[told.story.unit in TECHNICAL]


def _answer(criterion: Criterion, at: AtGate) -> Answer:
    known = at.known.get(criterion.code, "")
    if criterion.kind == Criterion.Kind.MEMBER:
        return Answer(criterion=criterion, met=True, member=at.manager)
    number = known if isinstance(known, int) else at.known.get(f"{criterion.code}_number")
    evidence = known if isinstance(known, str) else ""
    return Answer(criterion=criterion, met=True, evidence=evidence, number=number)


def _coming(at: AtGate) -> Outcome:
    if at.number <= at.told.place.passed or at.told.place.held:
        return Outcome.PROCEED
    return Outcome.HOLD if at.told.place.outcome == "hold" else Outcome.CONCLUDE


def _draft(at: AtGate, outcome: Outcome) -> Draft:
    adviser = at.members["innovation"]
    learning = at.told.story.learning if outcome == Outcome.CONCLUDE else {}
    reasons = {
        Outcome.PROCEED: at.known.get("reasons", ""),
        Outcome.HOLD: at.told.story.hold,
        Outcome.CONCLUDE: learning.get("reasons", ""),
    }
    return Draft(
        outcome=outcome,
        reasons=reasons[outcome],
        basis=Basis.DELEGATION,
        basis_reference=REFERENCE,
        presenter=at.coach,
        participants=[] if adviser == at.decider else [adviser],
        assumption=learning.get("assumption", ""),
        learned=learning.get("learned", ""),
        cost_saved=learning.get("cost_saved"),
    )
