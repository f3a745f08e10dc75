"""Taking care of the inbox: one of eight outcomes, always with a reason, always with a word to the bearers."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.models import Event
from sluss.workflow.phases import Phase
from sluss.workflow.transitions import NotPossible, apply
from tenants.ideas import connecting, facts, letters, outcomes
from tenants.ideas.answer import Answer, Door
from tenants.ideas.meanwhile import HandledMeanwhile, latest_event
from tenants.ideas.models import Handover, Idea, Kind, Message, Secrecy
from tenants.ideas.stays import promise_of
from tenants.ideas.transitions import ANSWERED_BACK, INBOX, REOPEN, InboxOutcome
from tenants.people.models import Member
from tenants.pipeline.in_use import hold_model_in_use, model_in_use
from tenants.pipeline.models import Stage
from tenants.pipeline.working_days import add_working_days

__all__ = ["Answer", "Door", "answer_back", "question_of", "reopen", "triage"]


@transaction.atomic
def triage(idea: Idea, *, answer: Answer, actor: Member, seen: int | None = None) -> Event:
    """Give an idea in the inbox its outcome. Raises NotAllowed or NotPossible with nothing changed.

    `seen` is the idea's latest event as the handler saw it: HandledMeanwhile is raised where there is a later one.
    """
    target = _lock(idea, answer.target)

    def change(locked: Idea) -> dict[str, Any]:
        if seen is not None and latest_event(locked) != seen:
            raise HandledMeanwhile
        return _change(locked, answer=answer, target=target)

    event = apply(
        INBOX[answer.outcome].transition,
        subject=idea,
        actor=actor,
        change=change,
        data=answer.facts() | _before(idea, answer) | promise_of(idea),
    )
    Message.objects.create(idea=idea, event_id=event.pk, author=actor, text=answer.message, written_at=event.at)
    _follow(idea, answer=answer, actor=actor, event=event)
    facts.tell_region(idea, version=event.pk)
    letters.tell_bearers(idea, template=answer.letter, context=answer.letter_context())
    return event


def question_of(idea: Idea) -> str:
    """What the bearer was asked last; empty where the words are no longer kept."""
    asked = Event.objects.filter(subject="idea", subject_id=idea.pk, kind=InboxOutcome.ASK_MORE).order_by("id").last()
    question = Message.objects.filter(idea=idea, event_id=asked.pk).first() if asked else None
    return question.text if question else ""


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
    undo_what_followed(idea, actor=actor)
    facts.tell_region(idea, version=event.pk)
    return event


def undo_what_followed(idea: Idea, *, actor: Member) -> None:
    """Take back what the latest outcome of the inbox led to elsewhere."""
    answers = Event.objects.filter(subject="idea", subject_id=idea.pk, kind__in=InboxOutcome.values)
    event = answers.order_by("id").last()
    if event is None:
        return
    if code := event.data.get("elsewhere"):
        connecting.disconnect(idea, code, actor=actor)
    outcomes.tell_undone(idea, event=event, actor=actor)


def _lock(idea: Idea, target: Idea | None) -> Idea | None:
    """The idea and its target by key, so that two who connect crosswise never wait for each other; the target as it
    stands now."""
    if target is None:
        return None
    both = Idea.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=[idea.pk, target.pk])
    return {row.pk: row for row in both.order_by("pk")}[target.pk]


def _follow(idea: Idea, *, answer: Answer, actor: Member, event: Event) -> None:
    if answer.to_whom:
        Handover.objects.create(
            idea=idea,
            event_id=event.pk,
            door=answer.door,
            to_whom=answer.to_whom,
            reference=answer.reference,
            at=event.at,
        )
    if answer.elsewhere:
        connecting.connect(idea, answer.elsewhere, actor=actor)
    outcomes.tell_done(idea, answer=answer, actor=actor)


def _before(idea: Idea, answer: Answer) -> dict[str, Any]:
    """What the outcome changes and taking it back restores."""
    if INBOX[answer.outcome].takes_in:
        return {"kind": idea.kind}
    return {"secrecy": idea.secrecy} if answer.is_closed_door else {}


def _change(idea: Idea, *, answer: Answer, target: Idea | None) -> dict[str, Any]:
    if target:
        connecting.refuse_target(idea, target)
    if answer.yes_by and idea.bearers.filter(member=answer.yes_by).exists():
        raise NotPossible(_("Nobody says yes to an idea of their own. Ask somebody else."))
    if INBOX[answer.outcome].takes_in:
        return _into_first_chamber(idea, answer=answer)
    if answer.outcome == InboxOutcome.ASK_MORE:
        return {"promised_on": None}
    closed = {"secrecy": Secrecy.CLOSED} if answer.is_closed_door else {}
    return {"promised_on": None, "connected_to": target, **closed}


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
