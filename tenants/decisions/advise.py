"""Asking an idea board, and giving its advice."""

from django.db import transaction

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.decisions import rules
from tenants.decisions.draft import locked
from tenants.decisions.models import Advice, IdeaBoard
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea
from tenants.mail.letters import send_letter
from tenants.people.models import Member

TEMPLATE = "board_asked"


@transaction.atomic
def give_advice(idea: Idea, *, board: IdeaBoard, stance: Advice.Stance, text: str, actor: Member) -> Advice:
    """The actor's advice at the gate that the idea lies before, in place of what they said there earlier.

    Raises NotAllowed or NotPossible with nothing changed.
    """
    row = locked(idea)
    if reason := rules.why_not_advise(actor, row, board):
        raise NotAllowed(reason)
    gate = rules.gate_of(row)
    if gate is None:
        raise NotPossible(rules.NOT_AWAITED)
    advice, _created = Advice.objects.update_or_create(
        idea=row,
        gate=gate,
        board=board,
        member=actor,
        defaults={"stance": stance, "text": text, "given_at": clock.now()},
    )
    record(subject=row, kind="advice_given", actor=actor, data={"gate": gate.pk, "board": board.pk})
    return advice


@transaction.atomic
def ask_board(idea: Idea, *, board: IdeaBoard, actor: Member) -> int:
    """Write to those on the board who may advise and have not yet; returns how many. Raises NotAllowed."""
    row = locked(idea)
    if reason := rules.why_not_hold(actor, row):
        raise NotAllowed(reason)
    asked = [member for member in board.members.active() if _can_advise(member, row, board)]
    for member in asked:
        send_letter(
            to=member.email,
            template=TEMPLATE,
            context={"idea": row, "board": board, "name": member.name, "by": actor.display_name},
            language=member.language,
            about_id=row.pk,
        )
    if asked:
        record(subject=row, kind="board_asked", actor=actor, data={"board": board.pk})
    return len(asked)


def _can_advise(member: Member, idea: Idea, board: IdeaBoard) -> bool:
    if rules.why_not_advise(member, idea, board) or not visible_to(member).filter(pk=idea.pk).exists():
        return False
    return not Advice.objects.filter(idea=idea, gate=rules.gate_of(idea), board=board, member=member).exists()
