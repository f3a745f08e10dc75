"""Planning a session, changing it, holding it, writing it up, and cancelling it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, fields

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, apply, record
from tenants.influence.access import runs
from tenants.influence.checklist import lay_out
from tenants.influence.mailing import start_mailing
from tenants.influence.models import Mailing, Participant, ResidentPanel, ResidentSession
from tenants.influence.subjects import Subject
from tenants.influence.transitions import CANCEL, CHANGE, HOLD, WRITE_UP
from tenants.people.models import Member


class ChangedMeanwhile(NotPossible):
    """Somebody saved the session since it was opened. `theirs` is what stands now."""

    def __init__(self, theirs: ResidentSession) -> None:
        super().__init__(_("Somebody has changed the session since you opened it. Nothing of yours is lost."))
        self.theirs = theirs


@dataclass(frozen=True, kw_only=True)
class Plan:
    """When and how residents are listened to. `welcome` is what those invited read, `guide` what they will be asked."""

    title: str
    kind: str
    starts_at: dt.datetime
    place: str
    welcome: str
    guide: str = ""
    panel: ResidentPanel | None = None
    seats: int | None = None
    open_link: bool = False


@transaction.atomic
def plan_session(plan: Plan, *, subject: Subject, actor: Member) -> ResidentSession:
    """A session about something the actor sees. A prototype test gets the checklist as it reads now."""
    if not runs(actor):
        raise NotAllowed(_("Only idea coaches, the innovation manager and the contact centre run panels and sessions."))
    said = {field.name: getattr(plan, field.name) for field in fields(plan)}
    session = ResidentSession.objects.create(**said, **subject.columns, owner=actor, created_at=clock.now())
    lay_out(session)
    record(subject=session, kind="planned", actor=actor)
    return session


@transaction.atomic
def change_plan(session: ResidentSession, *, plan: Plan, revision: int, actor: Member) -> None:
    """Raises NotAllowed, NotPossible once it has been held, and ChangedMeanwhile where `revision` is not the latest."""
    said = {field.name: getattr(plan, field.name) for field in fields(plan)}
    apply(CHANGE, subject=session, actor=actor, change=lambda locked: _fresh(locked, revision) | said)
    lay_out(session)


@transaction.atomic
def hold_session(session: ResidentSession, *, took_part: int, came: Collection[int], actor: Member) -> None:
    """It has been held. `came` are the keys of those among the invited who came: they are told what comes of it."""
    people = Participant.objects.filter(session=session, pk__in=came)
    if took_part < people.count():
        raise NotPossible(_("More are ticked than the number says."))
    apply(HOLD, subject=session, actor=actor, change=lambda _: {"took_part": took_part, "held_at": clock.now()})
    people.update(came=True)


@transaction.atomic
def write_up(session: ResidentSession, *, actor: Member) -> None:
    apply(WRITE_UP, subject=session, actor=actor)


@transaction.atomic
def cancel_session(session: ResidentSession, *, reason: str, actor: Member) -> Mailing | None:
    """Those who were invited and have not said no are told why; None where there is nobody to tell."""
    apply(CANCEL, subject=session, actor=actor, change=lambda _: {"cancel_reason": reason})
    return start_mailing(session, kind=Mailing.Kind.CANCELLED, actor=actor)


def _fresh(locked: ResidentSession, revision: int) -> dict[str, int]:
    if locked.revision != revision:
        raise ChangedMeanwhile(locked)
    return {"revision": revision + 1}
