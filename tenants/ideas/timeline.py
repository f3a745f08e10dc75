"""An idea's events as sentences a person reads, with what was said beside them."""

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sluss.workflow.models import Event
from tenants.ideas.models import Idea, Message, Status
from tenants.people.models import Member

Sentence = str | Promise
# A decision at a gate names it. When the idea is then on its way or implemented, the gate was opened.
PAST_A_GATE = (Status.ACTIVE, Status.IMPLEMENTED)
_sentences: dict[str, Sentence] = {
    "received": gettext_lazy("The idea came in and was registered"),
    "take_in_need": gettext_lazy("Taken in as a need"),
    "take_in_idea": gettext_lazy("Taken in as an idea"),
    "connect": gettext_lazy("Connected to another idea"),
    "do_in_line": gettext_lazy("Will be done straight away"),
    "ask_more": gettext_lazy("A question was asked"),
    "answered_back": gettext_lazy("The question was answered"),
    "refer": gettext_lazy("Referred"),
    "wrong_door": gettext_lazy("Passed on to the right place"),
    "answer": gettext_lazy("Answered and closed"),
    "reopened": gettext_lazy("Put back in the inbox"),
    "text_edited": gettext_lazy("The text was changed"),
    "coach_assigned": gettext_lazy("Has an idea coach"),
    "secrecy_marked": gettext_lazy("The secrecy mark was changed"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline. `opened` is the key of the gate that it opened."""

    at: dt.datetime
    sentence: str
    actor: str
    said: str
    opened: int | None = None


def describes(kinds: dict[str, Sentence]) -> None:
    """Other apps name the sentences of the events they write."""
    _sentences.update(kinds)


def entries_of(idea: Idea, *, newest_first: bool = True) -> list[Entry]:
    """The timeline: three statements, whatever its length."""
    events = list(
        Event.objects.filter(subject="idea", subject_id=idea.pk).order_by("-at" if newest_first else "at", "-id")
    )
    actors = Member.objects.in_bulk({event.actor_id for event in events if event.actor_id})
    said = dict(Message.objects.filter(idea=idea).values_list("event_id", "text"))
    return [_entry(event, actors, said.get(event.pk, "")) for event in events]


def _entry(event: Event, actors: dict[int, Member], said: str) -> Entry:
    actor = actors.get(event.actor_id) if event.actor_id else None
    return Entry(
        at=event.at,
        sentence=str(_sentences.get(event.kind) or _("Something happened")),
        actor=actor.display_name if actor else "",
        said=said,
        opened=event.data.get("gate") if event.data.get("to") in PAST_A_GATE else None,
    )
