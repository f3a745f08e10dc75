"""Taking an answer of the inbox back, while nothing has happened since: the idea waits again as if never answered."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sluss.workflow.models import Event
from sluss.workflow.phases import Phase
from sluss.workflow.transitions import NotPossible, apply
from tenants.ideas import facts, letters
from tenants.ideas.meanwhile import latest_event
from tenants.ideas.models import Idea, Message
from tenants.ideas.stays import promise_of
from tenants.ideas.transitions import INBOX, WITHDRAW, InboxOutcome
from tenants.ideas.triage import undo_what_followed
from tenants.people.models import Member

LETTER = "ideas/answer_withdrawn"


@transaction.atomic
def withdraw_answer(idea: Idea, *, seen: int, apology: str, actor: Member) -> Event:
    """Put the idea back as it lay before its latest answer, and say so to its bearers. Its first promise stands again.

    `seen` is the idea's latest event as it was when it had been answered. Raises NotAllowed, and NotPossible where
    anything has happened since.
    """
    answers = Event.objects.filter(subject="idea", subject_id=idea.pk, kind__in=InboxOutcome.values)
    answer = answers.order_by("id").last()

    def change(locked: Idea) -> dict[str, Any]:
        if answer is None or latest_event(locked) != seen or locked.answers.exists():
            raise NotPossible(_("Something has happened to it since it was answered."))
        return _before(locked, answer)

    event = apply(WITHDRAW, subject=idea, actor=actor, change=change, data=promise_of(idea))
    Message.objects.create(idea=idea, event_id=event.pk, author=actor, text=apology, written_at=event.at)
    undo_what_followed(idea, actor=actor)
    facts.tell_region(idea, version=event.pk)
    letters.tell_bearers(idea, template=LETTER, context={"message": apology})
    return event


def _before(idea: Idea, answer: Event) -> dict[str, Any]:
    fields: dict[str, Any] = {"promised_on": _day(answer.data.get("promised_on")), "connected_to": None}
    if "secrecy" in answer.data:
        fields["secrecy"] = answer.data["secrecy"]
    if INBOX[InboxOutcome(answer.kind)].takes_in:
        received = Event.objects.get(subject="idea", subject_id=idea.pk, kind="received")
        fields |= {
            "stage": None,
            "coach": None,
            "kind": answer.data["kind"],
            "furthest_phase": Phase.CAPTURE.value,
            "entered_stage_at": received.at,
        }
    return fields


def _day(written: str | None) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None
