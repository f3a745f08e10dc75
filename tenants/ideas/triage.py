"""Taking care of the inbox: one of eight outcomes, always with a reason, always with a word to the bearers."""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from sluss import clock
from sluss.workflow.models import Event
from sluss.workflow.phases import Phase
from sluss.workflow.transitions import NotPossible, apply
from tenants.ideas import facts, letters
from tenants.ideas.models import Idea, Kind, Message
from tenants.ideas.stays import promise_of
from tenants.ideas.transitions import ANSWERED_BACK, INBOX, REOPEN, InboxOutcome
from tenants.people.models import Member
from tenants.pipeline.in_use import hold_model_in_use, model_in_use
from tenants.pipeline.models import Stage
from tenants.pipeline.working_days import add_working_days


class Door(models.TextChoices):
    """Where something goes that is no idea (DOMAIN.md)."""

    FAULT = "fault", pgettext_lazy("door", "fault report")
    COMPLAINT = "complaint", pgettext_lazy("door", "complaint or opinion")
    WHISTLE = "whistle", pgettext_lazy("door", "whistle-blowing")
    PROPOSAL = "proposal", pgettext_lazy("door", "citizen's proposal (medborgarförslag)")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the handler chose. `message` goes to the bearers word for word; `target` is the idea it is connected to."""

    outcome: InboxOutcome
    message: str
    coach: Member | None = None
    target: Idea | None = None
    door: str = ""


@transaction.atomic
def triage(idea: Idea, *, answer: Answer, actor: Member) -> Event:
    """Give an idea in the inbox its outcome. Raises NotAllowed or NotPossible with nothing changed."""
    way = INBOX[answer.outcome]
    event = apply(
        way.transition,
        subject=idea,
        actor=actor,
        change=lambda locked: _change(locked, answer=answer, takes_in=way.takes_in),
        data=_data(answer) | promise_of(idea),
    )
    Message.objects.create(idea=idea, event_id=event.pk, author=actor, text=answer.message, written_at=event.at)
    facts.tell_region(idea, version=event.pk)
    letters.tell_bearers(
        idea, template="ideas/inbox_outcome", context={"outcome": answer.outcome.value, "message": answer.message}
    )
    return event


@transaction.atomic
def answer_back(idea: Idea, *, text: str, actor: Member | None) -> Event:
    """The bearer answers what was asked; the idea is back in the inbox and its promise starts anew."""
    promised = add_working_days(clock.today(), model_in_use().inbox_promise_days)
    event = apply(ANSWERED_BACK, subject=idea, actor=actor, change=lambda locked: {"promised_on": promised})
    Message.objects.create(idea=idea, event_id=event.pk, author=actor, text=text, written_at=event.at)
    facts.tell_region(idea, version=event.pk)
    return event


@transaction.atomic
def reopen(idea: Idea, *, actor: Member) -> Event:
    """Undo an outcome of the inbox: the idea lies there again, with everything that was said kept."""
    promised = add_working_days(clock.today(), model_in_use().inbox_promise_days)
    event = apply(
        REOPEN, subject=idea, actor=actor, change=lambda locked: {"promised_on": promised, "connected_to": None}
    )
    facts.tell_region(idea, version=event.pk)
    return event


def _change(idea: Idea, *, answer: Answer, takes_in: bool) -> dict[str, Any]:
    if takes_in:
        return _into_first_chamber(idea, answer=answer)
    if answer.outcome == InboxOutcome.ASK_MORE:
        return {"promised_on": None}
    return {"promised_on": None, "connected_to": answer.target}


def _into_first_chamber(idea: Idea, *, answer: Answer) -> dict[str, Any]:
    if answer.coach and idea.bearers.filter(member=answer.coach).exists():
        raise NotPossible(_("Nobody coaches an idea of their own."))
    stage = Stage.objects.get(model=hold_model_in_use(), position=1)
    return {
        "kind": Kind.NEED if answer.outcome == InboxOutcome.TAKE_IN_NEED else Kind.IDEA,
        "stage": stage,
        "coach": answer.coach,
        "furthest_phase": Phase(stage.phase),
        "entered_stage_at": clock.now(),
        "promised_on": add_working_days(clock.today(), stage.promise_days),
    }


def _data(answer: Answer) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if answer.door:
        data["door"] = answer.door
    if answer.target:
        data["target"] = answer.target.pk
    return data
