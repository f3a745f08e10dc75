"""Starting a challenge and changing what it says."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.challenges.models import Audience, Challenge, ChallengeCriterion, Status, Visibility
from tenants.challenges.rules import CHANGEABLE, may_start, runs
from tenants.organisation.models import Unit
from tenants.people.models import Member

COLUMNS = ("title", "why_now", "affected", "owner", "audience", "visibility", "opens_on", "closes_on")


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a challenge says. Both days may wait until it is announced; the last one belongs to the period."""

    title: str
    why_now: str = ""
    affected: str = ""
    owner: Member
    audience: str = Audience.EMPLOYEES
    units: Sequence[Unit] = ()
    visibility: str = Visibility.INTERNAL
    opens_on: dt.date | None = None
    closes_on: dt.date | None = None
    criteria: Sequence[str] = ()


class ChangedMeanwhile(NotPossible):
    """Somebody saved other words since these were opened. `theirs` is what stands now."""

    def __init__(self, theirs: Challenge) -> None:
        super().__init__(_("Somebody has changed the challenge since you opened it. Nothing of yours is lost."))
        self.theirs = theirs


@transaction.atomic
def start_challenge(content: Content, *, actor: Member) -> Challenge:
    """A new draft. Raises NotAllowed, and NotPossible where the days or the readers contradict each other."""
    if not may_start(actor):
        raise NotAllowed(_("Only managers and the innovation manager start challenges."))
    _check(content, status=Status.DRAFT)
    challenge = Challenge.objects.create(
        **{name: getattr(content, name) for name in COLUMNS}, created_by=actor, created_at=clock.now()
    )
    _set_rows(challenge, content)
    record(subject=challenge, kind="started", actor=actor)
    return challenge


@transaction.atomic
def edit_challenge(challenge: Challenge, *, content: Content, revision: int, actor: Member) -> Challenge:
    """Save what was changed. Raises ChangedMeanwhile where `revision` is not the latest."""
    locked = Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
    if not runs(actor, locked):
        raise NotAllowed(_("Only the challenge's owner or the innovation manager does this."))
    if locked.status not in CHANGEABLE:
        raise NotPossible(_("The challenge is closed, and what it said then stands."))
    if locked.revision != revision:
        raise ChangedMeanwhile(locked)
    _check(content, status=locked.status)
    for name in COLUMNS:
        setattr(locked, name, getattr(content, name))
    locked.revision = revision + 1
    locked.save(update_fields=[*COLUMNS, "revision"])
    _set_rows(locked, content)
    record(subject=locked, kind="edited", actor=actor, data={"revision": locked.revision})
    return locked


def problems_of(content: Content, *, status: str) -> dict[str, str]:
    """What contradicts itself, by the name of the field to put right."""
    found = {}
    if content.opens_on and content.closes_on and content.closes_on < content.opens_on:
        found["closes_on"] = _("The last day cannot come before the first.")
    if status != Status.DRAFT and not (content.opens_on and content.closes_on):
        found["opens_on"] = _("It has been announced with a period, so it must have a first and a last day.")
    if status == Status.OPEN and content.opens_on and content.opens_on > clock.today():
        found["opens_on"] = _("It is open already, so its first day cannot lie ahead.")
    if status == Status.OPEN and content.closes_on and content.closes_on < clock.today():
        found["closes_on"] = _("To close it now, use “Close the challenge” on its page.")
    if content.audience == Audience.RESIDENTS and content.visibility != Visibility.PUBLIC:
        found["visibility"] = _("Residents can only answer what everyone can read.")
    if content.audience == Audience.UNITS and status != Status.DRAFT and not content.units:
        found["units"] = _("Choose which units it is put to.")
    return found


def _check(content: Content, *, status: str) -> None:
    if found := problems_of(content, status=status):
        raise NotPossible(*found.values())


def _set_rows(challenge: Challenge, content: Content) -> None:
    challenge.units.set(content.units if content.audience == Audience.UNITS else [])
    challenge.criteria.all().delete()
    ChallengeCriterion.objects.bulk_create(
        [ChallengeCriterion(challenge=challenge, position=n, text=text) for n, text in enumerate(content.criteria, 1)]
    )
