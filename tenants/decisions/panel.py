"""The way to the next gate on an idea's page: what is met, what has been decided, and what the member may do."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tenants.decisions import rules
from tenants.decisions.conditions import Condition, Line, lines_of
from tenants.decisions.deciders import who_decides
from tenants.decisions.models import Proposal
from tenants.decisions.stand import PastDecision, stand_of
from tenants.decisions.transitions import TAKE_UP
from tenants.ideas.models import Idea
from tenants.people.access import MemberRequest
from tenants.pipeline.models import Gate


@dataclass(frozen=True)
class Proposed:
    """A proposal that is held, in words."""

    prepared_by: str
    outcome: str
    prepared_at: dt.datetime


@dataclass(frozen=True)
class Way:
    """The gate before the idea. `target` is the chamber behind it, empty where it opens to implemented."""

    target: str
    decided_by: str
    conditions: list[Line]

    @property
    def met(self) -> int:
        return sum(line.met for line in self.conditions)

    @property
    def total(self) -> int:
        return len(self.conditions)


@dataclass(frozen=True)
class GatePanel:
    """`proposal` only for those who may see it; the `may_` say which links to show."""

    idea: int
    way: Way | None
    proposal: Proposed | None
    decisions: list[PastDecision]
    may_answer: bool
    may_open: bool
    may_declare: bool
    may_take_up: bool
    template: str = "decisions/parts/panel.html"


def gate_panel(request: MemberRequest, idea: Idea, read: list[Any]) -> GatePanel | None:
    """None where the idea has neither a gate before it nor a decision behind it."""
    gate, member = rules.gate_of(idea), request.member
    stand = stand_of(gate, read)
    if gate is None and not stand.decisions:
        return None
    sees = gate is not None and rules.sees_proposal(member, idea, known=stand.known)
    return GatePanel(
        idea=idea.pk,
        way=_way(gate, stand.conditions) if gate else None,
        proposal=_proposed(stand.proposal) if sees and stand.proposal else None,
        decisions=stand.decisions,
        may_answer=rules.why_not_answer(member, idea, known=stand.known) is None,
        may_open=sees,
        may_declare=gate is not None and member.has_role(*rules.RAISERS),
        may_take_up=idea.status in TAKE_UP.sources and rules.why_not_register(member, idea, known=stand.known) is None,
    )


def _way(gate: Gate, conditions: list[Condition]) -> Way:
    target = gate.target.name if gate.target else ""
    return Way(target=target, decided_by=who_decides(gate), conditions=lines_of(conditions))


def _proposed(proposal: Proposal) -> Proposed:
    name, outcome = proposal.prepared_by.display_name, proposal.get_outcome_display()
    return Proposed(prepared_by=name, outcome=outcome, prepared_at=proposal.prepared_at)
