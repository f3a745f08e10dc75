"""Taking up an idea that was decided to wait: it is at work again in the chamber where it lay."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotPossible, apply
from tenants.decisions.transitions import TAKE_UP
from tenants.ideas import facts
from tenants.ideas.letters import tell_bearers
from tenants.ideas.models import Idea, Message
from tenants.people.models import Member
from tenants.pipeline.working_days import add_working_days

TEMPLATE = "taken_up"


@transaction.atomic
def take_up(idea: Idea, *, message: str, actor: Member) -> Event:
    """Let the idea go on in its chamber, promised anew from today; its bearers get `message` in a letter.

    The decision to wait stands as it was made. Raises NotAllowed or NotPossible (nothing said, or the idea no longer
    waits) with nothing changed.
    """
    if not message.strip():
        raise NotPossible(_("Say why it is taken up again, so that those who bear it know."))
    event = apply(TAKE_UP, subject=idea, actor=actor, change=_promised, data={"moved_to": idea.stage_id})
    Message.objects.create(idea=idea, event_id=event.pk, author=actor, text=message, written_at=event.at)
    facts.tell_region(idea, version=event.pk)
    tell_bearers(idea, template=TEMPLATE, context={"message": message})
    return event


def _promised(idea: Idea) -> dict[str, Any]:
    """When it came to the chamber is kept: only the promise is new."""
    days = idea.stage.promise_days if idea.stage else 0
    return {"promised_on": add_working_days(clock.today(), days)}
