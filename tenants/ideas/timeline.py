"""An idea's events as sentences a person reads, with what was said beside them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sluss.workflow.models import Event
from tenants.ideas.models import Idea, Message, Status
from tenants.people.models import Member

Sentence = str | Promise
# A decision at a gate names it. When the idea is then on its way or implemented, the gate was opened.
PAST_A_GATE = (Status.ACTIVE, Status.IMPLEMENTED)
# What a member's display name is made of.
SHOWN_OF_ACTOR = ("name", "show_role_only", "roles")
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
    """The timeline: one statement, whatever its length. Who acted and what was said lie in tables of their own."""
    actor = Member.objects.filter(pk=OuterRef("actor_id")).order_by()
    said = Message.objects.filter(idea=idea, event_id=OuterRef("pk")).order_by("-written_at", "-id").values("text")[:1]
    events = Event.objects.filter(subject="idea", subject_id=idea.pk).annotate(
        actor=Subquery(actor.values(shown=JSONObject(**{name: name for name in SHOWN_OF_ACTOR}))), said=Subquery(said)
    )
    in_order = events.order_by("-at" if newest_first else "at", "-id")
    return [_entry(*row) for row in in_order.values_list("at", "kind", "data", "actor", "said")]


def _entry(at: dt.datetime, kind: str, data: dict[str, Any], actor: dict[str, Any] | None, said: str | None) -> Entry:
    return Entry(
        at=at,
        sentence=str(_sentences.get(kind) or _("Something happened")),
        actor=Member(**actor).display_name if actor else "",
        said=said or "",
        opened=data.get("gate") if data.get("to") in PAST_A_GATE else None,
    )
