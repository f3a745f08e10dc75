"""Putting registered ideas where the file says they had come, with what the file said in its own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from django.conf import settings
from django.utils import translation

from sluss import clock
from sluss.workflow.models import Event
from tenants.ideas import facts
from tenants.ideas.models import Idea, Message, Status
from tenants.imports.places import INBOX, Places
from tenants.imports.reading.messages import say
from tenants.imports.reading.notices import Code
from tenants.imports.reading.rows import CheckedRow
from tenants.people.models import Member
from tenants.pipeline.in_use import hold_model_in_use
from tenants.pipeline.working_days import add_working_days

EVENT = "imported_at_stage"
NOTED = (Code.NOTED_STAGE, Code.NOTED_OUTCOME)
FIELDS = ("status", "stage", "furthest_phase", "entered_stage_at", "promised_on")


@dataclass(frozen=True)
class Placed:
    """A registered idea, the row it came from, and the place that the row's values have here."""

    idea: Idea
    row: CheckedRow
    place: str


def place_ideas(*, placed: Sequence[Placed], places: Places, actor: Member | None) -> None:
    """Move ideas out of the inbox where their place says so, and note the file's own words on them.

    The event names no status before: nobody answered an idea by importing it, and the figures of the first answer
    must not say so. Must run in the transaction that registered the ideas.
    """
    moved = [one for one in placed if one.place != INBOX]
    events = _move(moved=moved, places=places, actor=actor)
    _note(placed=placed, events=_received(placed) | events)


def _move(*, moved: Sequence[Placed], places: Places, actor: Member | None) -> dict[int, int]:
    """The keys of the new events by idea."""
    if any(places.chamber(one.place) for one in moved):
        _require_in_use(places)
    for one in moved:
        for name, value in _standing(one.place, places=places).items():
            setattr(one.idea, name, value)
    Idea.objects.bulk_update([one.idea for one in moved], FIELDS)
    events = Event.objects.bulk_create([_event(one.idea, actor) for one in moved])
    facts.tell_region_many([(one.idea, event.pk) for one, event in zip(moved, events, strict=True)])
    return {event.subject_id: event.pk for event in events}


def _require_in_use(places: Places) -> None:
    """Another version of the model, published since the places were read, has other chambers: nothing is put there."""
    model = hold_model_in_use()
    if any(stage.model_id != model.pk for stage in places.stages):
        raise LookupError("another version of the model is in use")


def _standing(place: str, *, places: Places) -> dict[str, Any]:
    """Where an idea stands in a place. A chamber's promise is counted from today, as if it had just come there."""
    if chamber := places.chamber(place):
        promised = add_working_days(clock.today(), chamber.promise_days)
        standing: dict[str, Any] = {"status": Status.ACTIVE, "stage": chamber, "promised_on": promised}
    else:
        stage = places.implemented() if place == Status.IMPLEMENTED else None
        standing = {"status": Status(place), "stage": stage, "promised_on": None}
    stage = standing["stage"]
    return {**standing, "furthest_phase": stage.phase if stage else "capture", "entered_stage_at": clock.now()}


def _event(idea: Idea, actor: Member | None) -> Event:
    return Event(
        subject="idea",
        subject_id=idea.pk,
        kind=EVENT,
        actor_id=actor.pk if actor else None,
        at=clock.now(),
        data={"to": str(idea.status), "stage": idea.stage_id},
    )


def _received(placed: Sequence[Placed]) -> dict[int, int]:
    wanted = [one.idea.pk for one in placed]
    events = Event.objects.filter(subject="idea", subject_id__in=wanted, kind="received")
    return dict(events.values_list("subject_id", "pk"))


def _note(*, placed: Sequence[Placed], events: dict[int, int]) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        said = [_said(one.row) for one in placed]
    now = clock.now()
    Message.objects.bulk_create(
        [
            Message(idea=one.idea, event_id=events[one.idea.pk], text=text, written_at=now)
            for one, text in zip(compress(placed, said), filter(None, said), strict=True)
        ]
    )


def _said(row: CheckedRow) -> str:
    return " ".join(say(notice=notice) for notice in row.reasons if notice.code in NOTED)
