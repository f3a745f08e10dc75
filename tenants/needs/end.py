"""A need is met, closed with a reason, or opened again."""

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotPossible, apply
from tenants.needs.models import Need, Reason
from tenants.needs.rules import CLOSE, MEET, REOPEN
from tenants.people.models import Member


@transaction.atomic
def meet_need(need: Need, *, ending: str, actor: Member) -> Event:
    """Say that the need is met, and how. Raises NotAllowed or NotPossible."""
    if not ending.strip():
        raise NotPossible(_("Say how the need was met."))
    return apply(
        MEET, subject=need, actor=actor, change=lambda locked: {"ending": ending, "ended_at": clock.now(), "reason": ""}
    )


@transaction.atomic
def close_need(need: Need, *, reason: Reason, ending: str, actor: Member) -> Event:
    """Close a need that is not met, with a reason and a word on it. Raises NotAllowed or NotPossible."""
    if not ending.strip():
        raise NotPossible(_("Say why in a sentence, for those who told us."))
    return apply(
        CLOSE,
        subject=need,
        actor=actor,
        change=lambda locked: {"reason": reason, "ending": ending, "ended_at": clock.now()},
        data={"reason": reason.value},
    )


@transaction.atomic
def reopen_need(need: Need, *, actor: Member) -> Event:
    """Open an ended need again; how it had ended stays on its timeline."""
    return apply(
        REOPEN, subject=need, actor=actor, change=lambda locked: {"reason": "", "ending": "", "ended_at": None}
    )
