"""Sessions: noted, changed, and their next steps taken."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.coaching import rules
from tenants.coaching.models import Session, SessionNote
from tenants.ideas.models import Idea
from tenants.people.models import Member

FACTS = ("held_on", "form", "minutes", "present", "next_step_on")


@dataclass(frozen=True, kw_only=True)
class Talk:
    """What is noted about a session: the facts, and the words that only coach and bearers read."""

    held_on: dt.date
    form: str
    minutes: int
    present: int
    text: str = ""
    next_step: str = ""
    next_step_on: dt.date | None = None


@transaction.atomic
def hold_session(idea: Idea, *, talk: Talk, actor: Member) -> Session:
    """Note a session that was held. The event tells that it was, never what was said. Raises NotAllowed."""
    locked = Idea.objects.select_for_update(no_key=True, of=("self",)).get(pk=idea.pk)
    if reason := rules.why_not_hold_session(actor, locked):
        raise NotAllowed(reason)
    session = Session(idea=locked, coach=actor, recorded_at=clock.now())
    _write(session, talk)
    session.save(force_insert=True)
    SessionNote.objects.create(session=session, text=talk.text, next_step=talk.next_step)
    record(subject=locked, kind="coached", actor=actor, data={"session": session.pk})
    return session


@transaction.atomic
def change_session(session: Session, *, talk: Talk, actor: Member) -> Session:
    """Correct what was noted. A next step on another day is reminded of anew and waits again. Raises NotAllowed."""
    locked = _locked(session)
    if reason := rules.why_not_change_session(actor, locked):
        raise NotAllowed(reason)
    moved = locked.next_step_on != talk.next_step_on
    _write(locked, talk)
    if moved:
        locked.reminded_at = locked.next_step_done_at = None
    locked.save(update_fields=[*FACTS, "reminded_at", "next_step_done_at"])
    SessionNote.objects.filter(session=locked).update(text=talk.text, next_step=talk.next_step)
    return locked


@transaction.atomic
def finish_step(session: Session, *, actor: Member) -> Session:
    """Say that the next step is taken. Raises NotAllowed, and NotPossible where it is already."""
    locked = _locked(session)
    if reason := rules.why_not_finish_step(actor, locked, bears=rules.took_part(actor, locked)):
        raise NotAllowed(reason)
    if not locked.waits:
        raise NotPossible(_("The step is done already."))
    locked.next_step_done_at = clock.now()
    locked.save(update_fields=["next_step_done_at"])
    return locked


def _write(session: Session, talk: Talk) -> None:
    for name in FACTS:
        setattr(session, name, getattr(talk, name))


def _locked(session: Session) -> Session:
    return Session.objects.select_for_update(no_key=True, of=("self",)).select_related("idea").get(pk=session.pk)
