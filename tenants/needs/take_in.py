"""Needs come to be: taken in from the inbox, or written down directly from a survey, a meeting or a note."""

import datetime as dt
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.clock import STOCKHOLM
from sluss.workflow.transitions import NotAllowed, NotPossible, apply, record
from tenants.ideas.access import visible_to
from tenants.ideas.models import IN_CHAMBERS, Idea, Source
from tenants.needs.models import Frequency, Need, Reason, Status
from tenants.needs.rules import TAKE_IN_AGAIN, may_write
from tenants.organisation.models import Unit
from tenants.people.models import Member

NOT_YOURS = _("Only an idea coach, the innovation manager or the contact centre writes needs down.")


class NeedTexts(TypedDict, total=False):
    """What is known of a need. What is left out is empty."""

    title: str
    who: str
    situation: str
    frequency: str
    evidence: str


@transaction.atomic
def create_need(
    *,
    texts: NeedTexts,
    source: Source,
    actor: Member,
    heard_on: dt.date | None = None,
    unit: Unit | None = None,
    owner: Member | None = None,
) -> Need:
    """Write a need down directly. Without `heard_on` it was heard of today. Raises NotAllowed."""
    if not may_write(actor):
        raise NotAllowed(NOT_YOURS)
    return _create(
        Need(**texts, source=source, unit=unit, owner=owner or actor, heard_on=heard_on or clock.today()), actor=actor
    )


@transaction.atomic
def write_from_idea(idea: Idea, *, actor: Member) -> Need:
    """The need of an idea on its way, with the idea's own words; one in the inbox has its own way there. Raises
    NotAllowed for members who do not write needs or may not see the idea, NotPossible where there is one already."""
    locked = visible_to(actor).select_for_update(no_key=True, of=("self",)).filter(pk=idea.pk).first()
    if locked is None or not may_write(actor):
        raise NotAllowed(NOT_YOURS)
    if locked.status not in IN_CHAMBERS:
        raise NotPossible(_("A need is written down from an idea that is on its way."))
    if Need.objects.filter(origin=locked).exists():
        raise NotPossible(_("The idea has a need already."))
    return need_from_matter(locked, texts={}, actor=actor)


@transaction.atomic
def need_from_matter(idea: Idea, *, texts: NeedTexts, actor: Member) -> Need:
    """The need of a registered matter: its own texts, with what the handler has sharpened. A matter has one need."""
    if known := Need.objects.filter(origin=idea).first():
        return _again(known, actor=actor)
    first: NeedTexts = {
        "title": idea.title,
        "who": idea.for_whom,
        "situation": idea.text,
        "frequency": Frequency.UNKNOWN,
    }
    sharpened: NeedTexts = {name: text for name, text in texts.items() if text}  # type: ignore[assignment]
    heard_on = idea.received_at.astimezone(STOCKHOLM).date()
    need = Need(
        **(first | sharpened),
        source=idea.source,
        unit_id=idea.unit_id,
        origin=idea,
        owner_id=idea.coach_id,
        heard_on=heard_on,
    )
    return _create(need, actor=actor)


def _again(need: Need, *, actor: Member) -> Need:
    """A matter that is taken in once more after its outcome was taken back."""
    if need.status == Status.CLOSED and need.reason == Reason.TAKEN_BACK:
        apply(TAKE_IN_AGAIN, subject=need, actor=actor, change=lambda locked: {"reason": "", "ended_at": None})
    return need


def _create(need: Need, *, actor: Member) -> Need:
    need.created_by, need.created_at = actor, clock.now()
    need.save(force_insert=True)
    data = {"source": need.source} | ({"idea": need.origin_id} if need.origin_id else {})
    record(subject=need, kind="need_created", actor=actor, data=data)
    return need
