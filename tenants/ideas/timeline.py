"""An idea's events as sentences a person reads, with what was said beside them."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sluss.workflow.models import Event
from tenants.ideas.models import Handover, Idea, Message, Status
from tenants.people.models import Member, shown_name

Sentence = str | Promise
# A decision at a gate names it. When the idea is then on its way or implemented, the gate was opened.
PAST_A_GATE = (Status.ACTIVE, Status.IMPLEMENTED)
# Events know their actor by number alone and messages their event, so that both can be detached: no relation for the
# ORM to follow, and its subqueries took five times as long as this.
COLUMNS = "e.at, e.kind, e.data, m.name, m.show_role_only, m.roles, s.text, h.to_whom, h.reference"
STORY = f"""
SELECT {COLUMNS}
FROM {Event._meta.db_table} e
LEFT JOIN {Member._meta.db_table} m ON m.id = e.actor_id
LEFT JOIN {Message._meta.db_table} s ON s.event_id = e.id AND s.idea_id = e.subject_id
LEFT JOIN {Handover._meta.db_table} h ON h.event_id = e.id AND h.idea_id = e.subject_id
WHERE e.subject = 'idea' AND e.subject_id = %(idea)s
ORDER BY e.at """  # noqa: S608 (constants of this file)
NEWEST_FIRST = "DESC, e.id DESC"
_sentences: dict[str, Sentence] = {
    "received": gettext_lazy("The idea came in and was registered"),
    "take_in_need": gettext_lazy("Taken in as a need"),
    "take_in_idea": gettext_lazy("Taken in as an idea"),
    "connect": gettext_lazy("Connected to what exists already"),
    "do_in_line": gettext_lazy("Will be done straight away"),
    "ask_more": gettext_lazy("A question was asked"),
    "answered_back": gettext_lazy("The question was answered"),
    "refer": gettext_lazy("Referred"),
    "wrong_door": gettext_lazy("Passed on to the right place"),
    "answer": gettext_lazy("Answered and closed"),
    "reopened": gettext_lazy("Put back in the inbox"),
    "answer_withdrawn": gettext_lazy("The answer was taken back"),
    "text_edited": gettext_lazy("The text was changed"),
    "coach_assigned": gettext_lazy("Has an idea coach"),
    "secrecy_marked": gettext_lazy("The secrecy mark was changed"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline. `opened` is the key of the gate that it opened, `handed` says to whom it was
    handed over."""

    is_own_key: ClassVar = True
    at: dt.datetime
    sentence: str
    actor: str
    said: str
    opened: int | None = None
    handed: str = ""


def describes(kinds: dict[str, Sentence]) -> None:
    """Other apps name the sentences of the events they write."""
    _sentences.update(kinds)


def sentence_of(kind: str) -> str:
    """What an event of this kind says, in the reader's language."""
    return str(_sentences.get(kind) or _("Something happened"))


def entry_of(row: Sequence[Any]) -> Entry:
    """A row of the story, in the order of its columns."""
    at, kind, facts, name, only_role, roles, said, to_whom, reference = row
    return Entry(
        at=at,
        sentence=sentence_of(kind),
        actor=shown_name(name=name, show_role_only=only_role, roles=roles) if name is not None else "",
        said=said or "",
        handed=", ".join(filter(None, (to_whom, reference))),
        opened=facts.get("gate") if facts.get("to") in PAST_A_GATE else None,
    )


def entries_of(idea: Idea, *, newest_first: bool = True) -> list[Entry]:
    """The timeline: one statement, whatever its length."""
    with connection.cursor() as cursor:
        cursor.execute(STORY + (NEWEST_FIRST if newest_first else "ASC, e.id DESC"), {"idea": idea.pk})
        return [entry_of((at, kind, json.loads(data), *rest)) for at, kind, data, *rest in cursor.fetchall()]
