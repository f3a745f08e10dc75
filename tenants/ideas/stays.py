"""An idea's way in stretches, read from its events: in which phase, from when to when, and what was promised."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Q

from sluss import clock
from sluss.clock import STOCKHOLM
from sluss.workflow.models import Event
from sluss.workflow.phases import Phase
from tenants.ideas.models import Idea, Status
from tenants.pipeline.models import Stage
from tenants.pipeline.working_days import add_working_days

BEFORE_ANSWER = (Status.INBOX, Status.ASKED)


class Moved(NamedTuple):
    """An event that gave an idea its status."""

    idea: int
    at: dt.datetime
    data: dict[str, Any]


@dataclass
class Stay:
    phase: str
    entered_on: dt.date
    promised_on: dt.date | None
    left_on: dt.date | None = None

    def payload(self) -> dict[str, str | None]:
        return {
            "phase": self.phase,
            "entered_on": self.entered_on.isoformat(),
            "left_on": self.left_on.isoformat() if self.left_on else None,
            "promised_on": self.promised_on.isoformat() if self.promised_on else None,
        }


def movements(ideas: Sequence[Idea], *, using: str) -> dict[int, list[Moved]]:
    """How each idea came to stand where it does, oldest first. One query."""
    found: dict[int, list[Moved]] = {idea.pk: [] for idea in ideas}
    events = Event.objects.using(using).filter(subject="idea", subject_id__in=found)
    told = events.filter(Q(kind="received") | Q(data__has_key="to")).order_by("id")
    for row in told.values_list("subject_id", "at", "data"):
        found[row[0]].append(Moved(*row))
    return found


def answered_at(moves: Iterable[Moved]) -> dt.datetime | None:
    """When the idea left the inbox for the first time by somebody's answer."""
    answers = (
        move.at for move in moves if move.data.get("from") in BEFORE_ANSWER and move.data["to"] not in BEFORE_ANSWER
    )
    return next(answers, None)


def promise_of(idea: Idea) -> dict[str, str | None]:
    """For the data of the event that ends a stretch: what was promised then, whatever is promised to others later."""
    return {"promised_on": idea.promised_on.isoformat() if idea.promised_on else None}


class Chambers:
    """The stages of every version of the model, with what a promise is counted from. One query, when first asked."""

    def __init__(self, *, using: str) -> None:
        self.using = using

    @cached_property
    def stages(self) -> dict[int, Stage]:
        return Stage.objects.using(self.using).select_related("model", "gate").in_bulk()

    def of(self, stage: int | None) -> Stage | None:
        return self.stages.get(stage) if stage else None

    def behind(self, gate: int) -> Stage | None:
        found = (one.gate.target_id for one in self.stages.values() if hasattr(one, "gate") and one.gate.pk == gate)
        return self.of(next(found, None))

    def first(self, at: dt.datetime) -> Stage | None:
        """The first chamber of the version that was in use then, which took the idea in."""
        published = [one for one in self.stages.values() if one.model.published_at and one.model.published_at <= at]
        versions = {one.model.version for one in published or self.stages.values()}
        version = (max if published else min)(versions, default=None)
        own = [one for one in self.stages.values() if one.model.version == version]
        return min(own, key=lambda one: one.position, default=None)

    @cached_property
    def inbox_promise(self) -> int:
        return next(one.model.inbox_promise_days for one in self.stages.values() if one.model.in_use)


def stays_of(idea: Idea, moves: Sequence[Moved], chambers: Chambers) -> list[Stay]:
    """The stretches of the idea's way. The one that is not over has the promise that stands on the idea."""
    stays: list[Stay] = []
    for move in moves:
        status = move.data.get("to", Status.INBOX)
        if "stage" in move.data:
            # Placed by an import: nobody answered it and it was nowhere before.
            stays = []
        _leave(stays, move)
        if stay := _begun(move, status, stays, chambers):
            stays.append(stay)
    if stays and stays[-1].left_on is None:
        stays[-1].promised_on = idea.promised_on
    return stays


def only_received(idea: Idea) -> list[Stay]:
    """The way of an idea that is being registered now."""
    return [Stay(Phase.CAPTURE.value, clock.today(), idea.promised_on)]


def day_of(instant: dt.datetime) -> dt.date:
    return instant.astimezone(STOCKHOLM).date()


def _leave(stays: list[Stay], move: Moved) -> None:
    if stays and stays[-1].left_on is None:
        # Two clocks may differ by a moment around midnight.
        stays[-1].left_on = max(day_of(move.at), stays[-1].entered_on)
        if "promised_on" in move.data:
            promised = move.data["promised_on"]
            stays[-1].promised_on = dt.date.fromisoformat(promised) if promised else None


def _begun(move: Moved, status: str, stays: list[Stay], chambers: Chambers) -> Stay | None:
    today = day_of(move.at)
    if status == Status.INBOX:
        return Stay(Phase.CAPTURE.value, today, add_working_days(today, chambers.inbox_promise))
    if status == Status.ASKED:
        return Stay(Phase.CAPTURE.value, today, None)
    if moved := chambers.of(move.data.get("moved_to")):
        # Another version of the model, and there another phase.
        held = status == Status.ON_HOLD
        return Stay(moved.phase, today, None if held else add_working_days(today, moved.promise_days))
    if status == Status.ON_HOLD:
        return Stay(stays[-1].phase if stays else Phase.CAPTURE.value, today, None)
    if status != Status.ACTIVE:
        return None
    stage = _entered(move, chambers)
    return Stay(stage.phase, today, add_working_days(today, stage.promise_days)) if stage else None


def _entered(move: Moved, chambers: Chambers) -> Stage | None:
    """By a gate, by an import, or out of the inbox."""
    if gate := move.data.get("gate"):
        return chambers.behind(gate)
    return chambers.of(move.data.get("stage")) or chambers.first(move.at)
