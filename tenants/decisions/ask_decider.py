"""Asking one person to decide, by letter."""

from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotPossible, record
from tenants.decisions.selectors import may_be_asked
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea
from tenants.mail.letters import send_letter
from tenants.people.models import Member
from tenants.pipeline.models import Gate

TEMPLATE = "decision_asked"


def ask_decider(idea: Idea, *, gate: Gate, asked: Member, actor: Member) -> None:
    """Write to `asked`, and to the stand-in where they are away today. Must run in the transaction that asks.

    Raises NotPossible where they cannot decide on this idea. Nobody gets a letter about what they may not see.
    """
    reached = [member for member in _reached(asked) if visible_to(member).filter(pk=idea.pk).exists()]
    if not reached or not may_be_asked(idea, gate).filter(pk=asked.pk).exists():
        raise NotPossible(
            _("%(name)s cannot decide on this idea. Choose somebody else.") % {"name": asked.display_name}
        )
    for member in reached:
        send_letter(
            to=member.email,
            template=TEMPLATE,
            context={"idea": idea, "gate": gate, "name": member.name, "by": actor.display_name},
            language=member.language,
            about_id=idea.pk,
        )
    record(subject=idea, kind="decision_asked", actor=actor, data={"member": asked.pk})


def _reached(asked: Member) -> list[Member]:
    is_away = asked.away_until is not None and asked.away_until >= clock.today()
    stand_in = asked.stand_in if is_away else None
    return [asked, stand_in] if stand_in and stand_in.active else [asked]
