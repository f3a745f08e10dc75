"""How an idea stands at its gate, for its page: read with the rest of the page, each part as rows in JSON.

What is shown follows from it; whatever is done asks the database anew.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from sluss.tenancy.rows import from_json
from tenants.decisions.conditions import Condition, condition
from tenants.decisions.deciders import is_decided_by
from tenants.decisions.models import Decision, GateDecider, Outcome, Proposal, Recusal, RecusalTrial
from tenants.decisions.rules import Known
from tenants.ideas.models import CriterionAnswer
from tenants.people.models import Member
from tenants.pipeline.models import Criterion, Gate, Stage, in_reader_language

TABLES = {
    "decision": Decision,
    "member": Member,
    "gate": Gate,
    "stage": Stage,
    "criterion": Criterion,
    "answer": CriterionAnswer,
    "decider": GateDecider,
    "recusal": Recusal,
    "trial": RecusalTrial,
    "proposal": Proposal,
}
READS = """
json_build_array(
ARRAY(SELECT json_build_array(d.key, d.decided_at, d.outcome, d.corrects_id, d.committee, m, s.name_sv, s.name_en)
      FROM {decision} d JOIN {member} m ON m.id = d.decider_id
      JOIN {gate} g ON g.id = d.gate_id JOIN {stage} s ON s.id = g.source_id
      WHERE d.idea_id = %(idea)s ORDER BY d.decided_at, d.id),
ARRAY(SELECT json_build_array(c, a, m) FROM {criterion} c
      LEFT JOIN {answer} a ON a.criterion_id = c.id AND a.idea_id = %(idea)s
      LEFT JOIN {member} m ON m.id = a.member_id
      JOIN {gate} g ON g.id = c.gate_id WHERE g.source_id = %(chamber)s ORDER BY c.position),
(SELECT json_build_array(d, m) FROM {decider} d LEFT JOIN {member} m ON m.id = d.member_id
 JOIN {gate} g ON g.id = d.gate_id WHERE g.source_id = %(chamber)s),
ARRAY(SELECT to_json(m) FROM {member} m WHERE m.stand_in_id = %(member)s AND m.active AND m.away_until >= %(today)s
      ORDER BY m.sort_key COLLATE "C", m.id),
EXISTS(SELECT FROM {recusal} r LEFT JOIN {trial} t ON t.recusal_id = r.id
       WHERE r.idea_id = %(idea)s AND r.member_id = %(member)s AND (t.id IS NULL OR t.upheld)),
(SELECT json_build_array(p, m) FROM {proposal} p JOIN {member} m ON m.id = p.prepared_by_id
 WHERE p.idea_id = %(idea)s))""".format(  # noqa: S608 (constants of this file)
    **{name: model._meta.db_table for name, model in TABLES.items()}
)


@dataclass(frozen=True)
class PastDecision:
    """A line about a decision that was made. `decided_by` as others may see it; `stage` is what it was made in."""

    key: uuid.UUID
    decided_at: dt.datetime
    outcome: str
    is_correction: bool
    decided_by: str
    stage: str


@dataclass(frozen=True)
class Stand:
    """`decisions` oldest first. `proposal` is read for everyone: whoever shows it asks who may see it."""

    decisions: list[PastDecision]
    conditions: list[Condition]
    known: Known
    proposal: Proposal | None


def stand_of(gate: Gate | None, read: list[Any]) -> Stand:
    """From what was read, `gate` being the one before the idea. It learns who decides there, so that rules about it
    ask nothing more."""
    decisions, conditions, decider, away, recused, proposal = read
    if gate is not None:
        is_decided_by(gate, _with_member(GateDecider, "member", decider))
    return Stand(
        decisions=[_past(*row) for row in decisions],
        conditions=[_condition(*row) for row in conditions],
        known=Known(recused=recused, away=[other for row in away if (other := from_json(Member, row))]),
        proposal=_with_member(Proposal, "prepared_by", proposal),
    )


def _with_member[M: (GateDecider, Proposal)](model: type[M], name: str, found: list[Any] | None) -> M | None:
    if found is None:
        return None
    row = from_json(model, found[0])
    setattr(row, name, from_json(Member, found[1]))
    return row


def _condition(found: dict[str, Any], answered: dict[str, Any] | None, person: dict[str, Any] | None) -> Condition:
    criterion, answer = from_json(Criterion, found), from_json(CriterionAnswer, answered)
    assert criterion is not None  # it is the row that the others were joined to
    if answer is not None:
        answer.member = from_json(Member, person)
    return condition(criterion, answer)


def _past(*row: Any) -> PastDecision:
    key, decided_at, outcome, corrects, committee, decider, name_sv, name_en = row
    person = from_json(Member, decider)
    return PastDecision(
        key=uuid.UUID(key),
        decided_at=dt.datetime.fromisoformat(decided_at),
        outcome=str(Outcome(outcome).label),
        is_correction=corrects is not None,
        decided_by=committee or (person.display_name if person else ""),
        stage=in_reader_language(name_sv, name_en),
    )
