"""Where an idea is among the chambers of its model, as the flight of locks shows it and its list says it."""

import datetime as dt
from collections.abc import Iterable

from sluss import clock
from sluss.web.figures.flight import Berth, FlightPicture, State, Step, flight_picture, step_line
from tenants.ideas.models import Idea, Status
from tenants.ideas.selectors import FlightStage, flight_in_use, flight_of
from tenants.ideas.timeline import Entry

BERTHS = {
    Status.INBOX: Berth.ENTRANCE,
    Status.ASKED: Berth.ENTRANCE,
    Status.ACTIVE: Berth.CHAMBER,
    Status.ON_HOLD: Berth.MOORED,
    Status.CONCLUDED: Berth.QUAY,
    Status.IMPLEMENTED: Berth.OPEN_WATER,
}


def flight(idea: Idea, *, story: Iterable[Entry] = (), stages: Iterable[FlightStage] | None = None) -> FlightPicture:
    """Every chamber with its state. An implemented idea has passed them all; one in the inbox has them all ahead.

    `story`, the idea's timeline, says on which day it left each chamber. `stages` where they were read already.
    """
    berth = BERTHS.get(Status(idea.status), Berth.NONE)
    here = idea.stage.position if idea.stage else 0
    opened = {entry.opened: _day(entry.at) for entry in story if entry.opened}
    steps = [
        Step(name=stage.name, state=state, line=_line(idea, state, berth, left=opened.get(stage.gate or 0)))
        for stage in (flight_of(idea) if stages is None else stages)
        for state in [_state(idea, stage.position, here)]
    ]
    return flight_picture(steps, outcome=berth)


def way_ahead() -> FlightPicture:
    """The chambers of the model in use with the boat below them: what awaits an idea that nobody has left yet."""
    steps = [Step(name=stage.name, state=State.AHEAD, line="") for stage in flight_in_use()]
    return flight_picture(steps, outcome=Berth.ENTRANCE)


def _state(idea: Idea, position: int, here: int) -> State:
    if idea.status == Status.IMPLEMENTED or position < here:
        return State.DONE
    return State.CURRENT if position == here else State.AHEAD


def _line(idea: Idea, state: State, berth: Berth, *, left: dt.date | None) -> str:
    days = (clock.today() - _day(idea.entered_stage_at)).days if state == State.CURRENT else None
    return step_line(state, berth=berth, days=days, left=left)


def _day(instant: dt.datetime) -> dt.date:
    return instant.astimezone(clock.STOCKHOLM).date()
