"""The table of what can become of an idea in the inbox, and who may say so. Decisions at gates have their own table."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sluss.workflow.transitions import Text, Transition
from tenants.ideas.models import WAITING, Idea, Status
from tenants.people.models import Member, Role, role_labels
from tenants.pipeline.in_use import model_in_use

HANDLERS = (Role.COACH, Role.INNOVATION_MANAGER)


class InboxOutcome(models.TextChoices):
    """The eight ways out of the inbox (DOMAIN.md). The order is that of the keys 1-8."""

    TAKE_IN_NEED = "take_in_need", pgettext_lazy("inbox outcome", "Take in as need")
    TAKE_IN_IDEA = "take_in_idea", pgettext_lazy("inbox outcome", "Take in as idea")
    CONNECT = "connect", pgettext_lazy("inbox outcome", "Connect to what exists")
    DO_IN_LINE = "do_in_line", pgettext_lazy("inbox outcome", "Do it straight away")
    ASK_MORE = "ask_more", pgettext_lazy("inbox outcome", "Ask more")
    REFER = "refer", pgettext_lazy("inbox outcome", "Refer")
    WRONG_DOOR = "wrong_door", pgettext_lazy("inbox outcome", "Wrong door")
    ANSWER = "answer", pgettext_lazy("inbox outcome", "Answer and close")


def _handles_inbox(actor: Member | None, idea: Idea) -> Text | None:
    if actor is None or not actor.has_role(*HANDLERS):
        return _("Only an idea coach or the innovation manager takes care of the inbox.")
    return None


def _says_yes_on_the_spot(actor: Member | None, idea: Idea) -> Text | None:
    """*Gör direkt* is a decision: nobody makes it on an idea of their own. The model in use says whose it is."""
    roles = model_in_use().fast_lane_roles
    if actor is None or not actor.has_role(*roles):
        return _("Your model lets only these say yes to doing it straight away: %(roles)s.") % {
            "roles": ", ".join(role_labels(roles)).lower()
        }
    if idea.bearers.filter(member=actor).exists():
        return _("You bear this idea, so someone else says yes to doing it straight away.")
    return None


def _left_from_the_inbox(actor: Member | None, idea: Idea) -> Text | None:
    """One that was merged out of a chamber goes back there, by undoing the merge."""
    return _("It did not leave from the inbox, so it does not go back there.") if idea.stage_id else None


def _answers_question(actor: Member | None, idea: Idea) -> Text | None:
    """A bearer answers; someone with the follow link is let through by the view that knows the secret."""
    return None


@dataclass(frozen=True)
class Way:
    """An outcome of the inbox with its transition and whether it opens a chamber."""

    outcome: InboxOutcome
    transition: Transition
    takes_in: bool = False


def _way(outcome: InboxOutcome, to: Status, *, who: Any = _handles_inbox, takes_in: bool = False) -> Way:
    transition = Transition(name=outcome.value, label=outcome.label, sources=WAITING, to=to, who=who)
    return Way(outcome=outcome, transition=transition, takes_in=takes_in)


INBOX: dict[InboxOutcome, Way] = {
    way.outcome: way
    for way in (
        _way(InboxOutcome.TAKE_IN_NEED, Status.ACTIVE, takes_in=True),
        _way(InboxOutcome.TAKE_IN_IDEA, Status.ACTIVE, takes_in=True),
        _way(InboxOutcome.CONNECT, Status.MERGED),
        _way(InboxOutcome.DO_IN_LINE, Status.HANDED_OVER, who=_says_yes_on_the_spot),
        _way(InboxOutcome.ASK_MORE, Status.ASKED),
        _way(InboxOutcome.REFER, Status.REFERRED),
        _way(InboxOutcome.WRONG_DOOR, Status.WRONG_DOOR),
        _way(InboxOutcome.ANSWER, Status.ANSWERED),
    )
}

ANSWERED_BACK = Transition(
    name="answered_back",
    label=_("Answer the question"),
    sources=(Status.ASKED,),
    to=Status.INBOX,
    who=_answers_question,
)
REOPEN = Transition(
    name="reopened",
    label=_("Put back in the inbox"),
    sources=(Status.MERGED, Status.REFERRED, Status.WRONG_DOOR, Status.ANSWERED, Status.HANDED_OVER),
    to=Status.INBOX,
    who=_handles_inbox,
    requires=(_left_from_the_inbox,),
)
WITHDRAW = Transition(
    name="answer_withdrawn",
    label=_("Take the answer back"),
    sources=(Status.ACTIVE, Status.ASKED, Status.MERGED, Status.REFERRED, Status.WRONG_DOOR, Status.ANSWERED),
    to=Status.INBOX,
    who=_handles_inbox,
)
