"""Noting a conflict of interest (*jäv*): declared by oneself or raised by another. It bars until somebody tried it."""

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.decisions import rules
from tenants.decisions.draft import locked
from tenants.decisions.models import Recusal
from tenants.ideas.models import Idea
from tenants.people.models import Member


@transaction.atomic
def note_conflict(idea: Idea, *, about: Member, reason: str, actor: Member) -> Recusal:
    """From now on `about` neither prepares nor decides on the idea; noted twice it stays the first note. One that was
    tried and not upheld can be noted anew: something may have come to light.

    Raises NotAllowed or NotPossible (no reason given) with nothing changed.
    """
    row = locked(idea)
    if refusal := rules.why_not_raise(actor, row, about=about):
        raise NotAllowed(refusal)
    if not reason.strip():
        raise NotPossible(_("Say in a few words what the conflict is."))
    noted = rules.recusals(row).filter(member=about).first()
    if noted is not None:
        return noted
    recusal = Recusal.objects.create(idea=row, member=about, raised_by=actor, reason=reason, at=clock.now())
    record(subject=row, kind="recused", actor=actor, data={"member": about.pk})
    return recusal
