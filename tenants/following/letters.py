"""Letters about what happened: one at once, or a summary."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation

from sluss.workflow.models import Event
from tenants.following.models import Notification, Topic
from tenants.ideas.models import Idea, Message
from tenants.ideas.timeline import sentence_of
from tenants.mail.letters import send_letter
from tenants.people.models import Member

MOST_LINES = 30


@dataclass(frozen=True)
class Line:
    """One line of a summary."""

    idea: Idea
    sentence: str
    said: str


def write_letter(row: Notification, *, event: Event, token: str) -> None:
    """The letter that goes at once; `token` is that of the link to answer by, empty where there is none."""
    member = row.member
    with translation.override(member.language):
        line = lines_of([row], events={event.pk: event})[0]
    send_letter(
        to=member.email,
        template="following/notice",
        context={"name": member.name, "line": line, "is_talk": row.topic == Topic.TALK, "token": token},
        language=member.language,
        about_id=row.idea_id,
        holds_secret=bool(token),
    )


def write_digest(member: Member, rows: Sequence[Notification]) -> None:
    """One summary, newest first; what does not fit is counted."""
    shown = rows[:MOST_LINES]
    events = Event.objects.in_bulk([row.event_id for row in shown])
    with translation.override(member.language):
        lines = lines_of(shown, events=events)
    send_letter(
        to=member.email,
        template="following/digest",
        context={"name": member.name, "lines": lines, "number": len(rows), "more": len(rows) - len(shown)},
        language=member.language,
    )


def lines_of(rows: Sequence[Notification], *, events: dict[int, Event]) -> list[Line]:
    """What the rows say, in the present language. One query for what was said."""
    said = dict(Message.objects.filter(event_id__in=list(events)).values_list("event_id", "text"))
    return [Line(row.idea, sentence_of(events[row.event_id].kind), said.get(row.event_id, "")) for row in rows]
