"""The way to the next gate on an idea's page: what is met, what has been decided, and what the member may do."""

from dataclasses import dataclass

from tenants.decisions import rules
from tenants.decisions.conditions import Condition, conditions_of
from tenants.decisions.deciders import who_decides
from tenants.decisions.models import Decision, Proposal
from tenants.decisions.selectors import decisions_on
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
    decisions: list[Decision]
    may_answer: bool
    may_open: bool
    may_declare: bool
    template: str = "decisions/parts/panel.html"

    @property
    def met(self) -> int:
        return sum(condition.met for condition in self.conditions)

    @property
    def total(self) -> int:
        return len(self.conditions)


def gate_panel(request: MemberRequest, idea: Idea) -> GatePanel | None:
    """None where the idea has neither a gate before it nor a decision behind it."""
    gate, decisions = rules.gate_of(idea), decisions_on(idea)
    if gate is None and not decisions:
        return None
    member = request.member
    conditions = conditions_of(idea, gate) if gate else []
    sees = gate is not None and rules.sees_proposal(member, idea)
    return GatePanel(
        gate=gate,
        conditions=conditions,
        decided_by=who_decides(gate) if gate else "",
        proposal=Proposal.objects.select_related("prepared_by").filter(idea=idea).first() if sees else None,
        decisions=decisions,
        may_answer=_answers(member, idea),
        may_open=sees,
        may_declare=gate is not None and member.has_role(*rules.RAISERS),
    )


def _answers(member: Member, idea: Idea) -> bool:
    return rules.why_not_answer(member, idea) is None
