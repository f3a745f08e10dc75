"""Withdrawing a held decision."""

from django.db import transaction

from sluss.workflow.transitions import NotAllowed, record
from tenants.decisions import rules
from tenants.decisions.draft import Seen, locked, require_unchanged
from tenants.decisions.models import Proposal
from tenants.ideas.models import Idea
from tenants.people.models import Member


@transaction.atomic
def withdraw_proposal(idea: Idea, *, seen: Seen, actor: Member) -> None:
    """Delete the proposal that `seen` names. Raises NotAllowed or Overtaken with nothing changed."""
    row = locked(idea)
    require_unchanged(row, seen, why_not=lambda gate: rules.why_not_prepare(actor, row, gate))
    if reason := rules.why_not_hold(actor, row):
        raise NotAllowed(reason)
    deleted, _ = Proposal.objects.filter(idea=row).delete()
    if deleted:
        record(subject=row, kind="proposal_withdrawn", actor=actor, data={"gate": seen.gate})
