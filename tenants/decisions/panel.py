"""The way to the next gate on an idea's page: what is met, what has been decided, and what the member may do."""

from dataclasses import dataclass
from typing import Any

from tenants.decisions import rules
from tenants.decisions.conditions import Condition
from tenants.decisions.deciders import who_decides
from tenants.decisions.models import Proposal
from tenants.decisions.stand import PastDecision, stand_of
from tenants.decisions.transitions import TAKE_UP
from tenants.ideas.models import Idea
from tenants.people.access import MemberRequest
from tenants.people.models import Member
from tenants.pipeline.models import Gate


@dataclass(frozen=True)
class GatePanel:
    """`proposal` only for those who may see it; the `may_` say which links to show."""

    gate: Gate | None
    decided_by: str
    conditions: list[Condition]
    proposal: Proposal | None
    decisions: list[PastDecision]
    may_answer: bool
    may_open: bool
    may_declare: bool
    may_take_up: bool
    template: str = "decisions/parts/panel.html"

    @property
    def met(self) -> int:
        return sum(condition.met for condition in self.conditions)

    @property
    def total(self) -> int:
        return len(self.conditions)


def gate_panel(request: MemberRequest, idea: Idea, read: list[Any]) -> GatePanel | None:
    """None where the idea has neither a gate before it nor a decision behind it."""
    gate, member = rules.gate_of(idea), request.member
    stand = stand_of(gate, read)
    if gate is None and not stand.decisions:
        return None
    sees = gate is not None and rules.sees_proposal(member, idea, known=stand.known)
    return GatePanel(
        gate=gate,
        conditions=stand.conditions,
        decided_by=who_decides(gate) if gate else "",
        proposal=stand.proposal if sees else None,
        decisions=stand.decisions,
        may_answer=rules.why_not_answer(member, idea, known=stand.known) is None,
        may_open=sees,
        may_declare=gate is not None and member.has_role(*rules.RAISERS),
        may_take_up=sees and _may_take_up(member, idea, known=stand.known),
    )


def _may_take_up(member: Member, idea: Idea, *, known: rules.Known) -> bool:
    """Of those who see what is prepared here, the ones who decide, where the idea waits."""
    gate = rules.gate_of(idea)
    waits = idea.status in TAKE_UP.sources and idea.coach_id != member.pk
    return waits and gate is not None and rules.seat_of(member, gate, known=known) is not None
