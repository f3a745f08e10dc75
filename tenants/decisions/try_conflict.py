"""Trying a noted conflict of interest (FL 18 §): upheld, or lifted with a reason."""

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.decisions import rules
from tenants.decisions.draft import locked
from tenants.decisions.models import Recusal, RecusalTrial
from tenants.people.models import Member


@transaction.atomic
def try_conflict(recusal: Recusal, *, upheld: bool, reason: str, actor: Member) -> RecusalTrial:
    """Say whether the conflict bars. It is tried once; the note itself stands, whatever came of it.

    Raises NotAllowed or NotPossible (no reason, or tried already) with nothing changed.
    """
    row = locked(recusal.idea)
    if refusal := rules.why_not_try(actor, row, recusal):
        raise NotAllowed(refusal)
    if RecusalTrial.objects.filter(recusal=recusal).exists():
        raise NotPossible(_("It has been tried already."))
    if not reason.strip():
        raise NotPossible(_("Say in a few words why."))
    trial = RecusalTrial.objects.create(recusal=recusal, upheld=upheld, tried_by=actor, reason=reason, at=clock.now())
    kind = "recusal_upheld" if upheld else "recusal_lifted"
    record(subject=row, kind=kind, actor=actor, data={"member": recusal.member_id})
    return trial
