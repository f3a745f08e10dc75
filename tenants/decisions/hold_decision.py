"""Holding a decision: a proposal that may still change."""

from django.db import transaction

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.decisions import rules
from tenants.decisions.ask_decider import ask_decider
from tenants.decisions.draft import Draft, Seen, locked, require_unchanged
from tenants.decisions.models import Proposal
from tenants.ideas.models import Idea
from tenants.people.models import Member


@transaction.atomic
def hold_decision(idea: Idea, *, draft: Draft, seen: Seen, actor: Member, asked: Member | None = None) -> Proposal:
    """Make the idea's proposal, or replace it where `seen` is what still stands; `asked` gets a letter with its link.

    Raises NotAllowed, Overtaken (somebody was first) or NotPossible, with nothing changed. Conditions need not be met.
    """
    row = locked(idea)
    require_unchanged(row, seen, why_not=lambda gate: rules.why_not_prepare(actor, row, gate))
    if reason := rules.why_not_hold(actor, row):
        raise NotAllowed(reason)
    gate = rules.gate_of(row)
    if gate is None:
        raise NotPossible(rules.NOT_AWAITED)
    draft.require_complete(row, gate)
    proposal, _ = Proposal.objects.update_or_create(
        idea=row,
        defaults={
            "gate": gate,
            "outcome": draft.outcome,
            "reasons": draft.reasons,
            "basis": draft.basis,
            "basis_reference": draft.basis_reference,
            "delegation": draft.delegation,
            "protocol_on": draft.protocol_on,
            "presenter": draft.presenter,
            "dissent": draft.dissent,
            "assumption": draft.assumption,
            "learned": draft.learned,
            "cost_saved": draft.cost_saved,
            "revision": seen.revision + 1,
            "prepared_by": actor,
            "prepared_at": clock.now(),
        },
    )
    proposal.participants.set(draft.participants)
    proposal.dissenters.set(draft.dissenters)
    # The timeline is open to all who see the idea: it says that, not what.
    record(subject=row, kind="proposal_held", actor=actor, data={"gate": gate.pk, "revision": proposal.revision})
    if asked:
        ask_decider(row, gate=gate, asked=asked, actor=actor)
    return proposal
