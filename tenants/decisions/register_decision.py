"""Registering a decision: it stands for ever from then on, the idea moves and its bearers get a letter."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.phases import position
from sluss.workflow.transitions import NotAllowed, NotPossible, apply
from tenants.decisions import evidence, rules
from tenants.decisions.draft import Draft, Overtaken, Seen, locked, require_unchanged
from tenants.decisions.letters import tell_of
from tenants.decisions.models import Decision, Outcome, Proposal
from tenants.decisions.transitions import transition_for
from tenants.ideas import facts
from tenants.ideas.models import Idea
from tenants.ideas.stays import promise_of
from tenants.learnings.sign import sign_at_conclusion
from tenants.people.models import Member
from tenants.pipeline.models import Gate, Stage
from tenants.pipeline.working_days import add_working_days


@transaction.atomic
def register_decision(idea: Idea, *, draft: Draft, seen: Seen, actor: Member, key: uuid.UUID) -> Decision:
    """Decide at the gate that the idea lies before. `key` becomes the decision's own: the same form sent twice gives
    the decision that the first one made.

    Everything happens in one transaction or not at all. Raises NotAllowed (not the gate's decider, or a conflict of
    interest), Overtaken (somebody was first) or NotPossible (conditions not met, reasons or learning missing).
    """
    row = locked(idea)
    if made := Decision.objects.filter(key=key).first():
        return _sent_twice(made, idea=row, actor=actor)
    require_unchanged(row, seen, why_not=lambda gate: rules.why_not_decide(actor, row, gate))
    if reason := rules.why_not_register(actor, row):
        raise NotAllowed(reason)
    gate = rules.gate_of(row)
    if gate is None:
        raise NotPossible(rules.NOT_AWAITED)
    if reason := rules.why_not_for_committee(actor, gate, presenter=draft.presenter):
        raise NotAllowed(reason)
    draft.require_complete(row, gate)
    decision = _decision(row, gate=gate, draft=draft, actor=actor, key=key)
    _move(row, decision=decision, actor=actor)
    decision.save(force_insert=True)
    _learn(decision, draft=draft)
    Proposal.objects.filter(idea=row).delete()
    tell_of(decision)
    return decision


def draft_decision(idea: Idea, *, draft: Draft, actor: Member) -> Decision:
    """The decision that registering the draft now would make, unsaved: for the preview of its letter."""
    gate = rules.gate_of(idea)
    if gate is None:
        raise NotPossible(rules.NOT_AWAITED)
    return _decision(idea, gate=gate, draft=draft, actor=actor, key=uuid.uuid4())


def _sent_twice(made: Decision, *, idea: Idea, actor: Member) -> Decision:
    if made.idea_id != idea.pk or made.decider_id != actor.pk:
        raise Overtaken(_("This form has been used for another decision. Open the page again."))
    return made


def _decision(idea: Idea, *, gate: Gate, draft: Draft, actor: Member, key: uuid.UUID) -> Decision:
    """The row as it will stand, the evidence frozen as it is before the idea moves."""
    seat = rules.seat_of(actor, gate)
    frozen = evidence.freeze(idea, gate)
    return Decision(
        key=key,
        idea=idea,
        gate=gate,
        outcome=draft.outcome,
        reasons=draft.reasons,
        basis=draft.basis,
        basis_reference=draft.basis_reference,
        delegation=draft.delegation,
        committee=seat.committee if seat else "",
        protocol_on=draft.protocol_on,
        decider=actor,
        in_place_of=seat.in_place_of if seat else None,
        presenter=draft.presenter,
        participant_ids=sorted({member.pk for member in draft.participants} - {actor.pk, draft.presenter.pk}),
        recused_ids=sorted(rules.recusals(idea).values_list("member_id", flat=True)),
        dissent=draft.dissent,
        dissenter_ids=sorted(member.pk for member in draft.dissenters),
        idea_revision=idea.revision,
        evidence=frozen,
        evidence_digest=evidence.digest(idea=idea, revision=idea.revision, gate=gate, evidence=frozen),
        decided_at=clock.now(),
    )


def _move(idea: Idea, *, decision: Decision, actor: Member) -> None:
    event = apply(
        transition_for(decision.outcome, decision.gate),
        subject=idea,
        actor=actor,
        change=lambda row: _change(row, decision=decision),
        data={"decision": str(decision.key), "gate": decision.gate_id} | promise_of(idea),
    )
    facts.tell_region(idea, version=event.pk)


def _change(idea: Idea, *, decision: Decision) -> dict[str, Any]:
    target = decision.gate.target
    if decision.outcome != Outcome.PROCEED or target is None:
        return {"promised_on": None}
    return _into(target, idea=idea)


def _into(stage: Stage, *, idea: Idea) -> dict[str, Any]:
    """The promise starts anew in each chamber, in working days from today."""
    return {
        "stage": stage,
        "entered_stage_at": clock.now(),
        "promised_on": add_working_days(clock.today(), stage.promise_days),
        "furthest_phase": max(idea.furthest_phase, stage.phase, key=position),
    }


def _learn(decision: Decision, *, draft: Draft) -> None:
    if decision.outcome == Outcome.CONCLUDE:
        sign_at_conclusion(
            decision.idea,
            assumption=draft.assumption,
            learned=draft.learned,
            cost_saved=draft.cost_saved,
            leader=decision.decider,
            at=decision.decided_at,
        )
