"""Keeping the order of decisions: who decides at which gate, the delegation order, the boards, the reminders.

Each change is an event without names; what decisions already rest on is never reworded.
"""

from django.db import models, transaction
from django.utils.translation import gettext as _

from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.decisions import rules
from tenants.decisions.models import DelegationReference, EscalationSettings, GateDecider, IdeaBoard
from tenants.people.models import Member
from tenants.pipeline.models import Gate


@transaction.atomic
def set_decider(gate: Gate, *, member: Member | None, committee: str, actor: Member) -> None:
    """Let one member or one committee decide at the gate; neither of them gives it back to the gate's role.

    Held proposals stay held. Raises NotAllowed or NotPossible (both given, or a member who is not active).
    """
    if reason := rules.why_not_keep_boards(actor):
        raise NotAllowed(reason)
    if member and committee:
        raise NotPossible(_("Choose one person or write one committee, not both."))
    if member and not member.active:
        raise NotPossible(_("The person chosen is not active any more."))
    locked = Gate.objects.select_for_update(no_key=True).get(pk=gate.pk)
    if member or committee:
        GateDecider.objects.update_or_create(gate=locked, defaults={"member": member, "committee": committee})
    else:
        GateDecider.objects.filter(gate=locked).delete()
    kind = "member" if member else "committee" if committee else "role"
    record(subject=locked, kind="decider_set", actor=actor, data={"kind": kind})


@transaction.atomic
def keep_board(board: IdeaBoard, *, name: str, members: list[Member], active: bool, actor: Member) -> IdeaBoard:
    """Save a new or changed board. What its members have advised stands. Raises NotAllowed."""
    if reason := rules.why_not_keep_boards(actor):
        raise NotAllowed(reason)
    board.name, board.active = name, active
    _save(board, "name", "active")
    board.members.set(members)
    record(subject=board, kind="board_kept", actor=actor, data={"members": sorted(member.pk for member in members)})
    return board


@transaction.atomic
def keep_delegation(row: DelegationReference, *, actor: Member) -> DelegationReference:
    """Save a new point, or the end of one that stands: its code and words stay, for decisions rest on them.

    Raises NotAllowed.
    """
    if reason := rules.why_not_keep_delegations(actor):
        raise NotAllowed(reason)
    if row.pk:
        row.save(update_fields=["valid_to"])
    else:
        row.save(force_insert=True)
    record(subject=row, kind="delegation_kept", actor=actor)
    return row


@transaction.atomic
def keep_reminders(row: EscalationSettings, *, actor: Member) -> None:
    """Save how long a passed promise is left with each. Raises NotAllowed."""
    if reason := rules.why_not_keep_boards(actor):
        raise NotAllowed(reason)
    names = ("active", "to_innovation_manager", "to_deciders")
    EscalationSettings.objects.update_or_create(
        id=EscalationSettings.KEY, defaults={name: getattr(row, name) for name in names}
    )
    data = {name: getattr(row, name) for name in names}
    record(subject=row, kind="reminders_kept", actor=actor, data=data)


def _save(row: models.Model, *names: str) -> None:
    if row.pk:
        row.save(update_fields=names)
    else:
        row.save(force_insert=True)
