"""The flight of locks: chambers that fill as an idea rises, and the boat where the idea is. Decoration above a list.

Sideways everything is a share of the picture's width and upwards it is pixels, so that one drawing keeps its lines,
waves and boat undistorted from a phone to a wide screen.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

HEIGHT = 156
LOW_WATER = 26  # depth at the lower entrance
HIGH_WATER = 112  # depth above the last gate
FREEBOARD = 9  # the wall's height above the water of its chamber
GATE_ABOVE = 8  # and the gate's above that wall


class State(StrEnum):
    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


class Berth(StrEnum):
    """Where the boat lies. NONE: the idea went another way than through the locks."""

    ENTRANCE = "entrance"
    CHAMBER = "chamber"
    MOORED = "moored"
    QUAY = "quay"
    OPEN_WATER = "open_water"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Step:
    """A chamber as the list names it. `line` says in words what the picture shows."""

    name: str
    state: State
    line: str


@dataclass(frozen=True)
class Chamber:
    """`left`, `width` in per cent of the picture; `wall` and `surface` in pixels from above, heights to the ground."""

    left: str
    width: str
    wall: int
    wall_height: int
    surface: int
    depth: int
    state: State


@dataclass(frozen=True)
class Gate:
    left: str
    top: int
    height: int
    is_open: bool


@dataclass(frozen=True)
class Boat:
    """`left` in per cent of the picture, `surface` in pixels from above."""

    left: str
    surface: int
    berth: Berth


@dataclass(frozen=True, kw_only=True)
class FlightPicture:
    steps: Sequence[Step]
    chambers: list[Chamber]
    gates: list[Gate]
    boat: Boat | None
    height: int = HEIGHT
    low_depth: int = LOW_WATER
    low_surface: int = HEIGHT - LOW_WATER
    high_depth: int = HIGH_WATER
    high_surface: int = HEIGHT - HIGH_WATER

    @property
    def is_long(self) -> bool:
        """So many chambers that their names need a wide screen to stand side by side."""
        return len(self.steps) > 6


def flight_picture(steps: Sequence[Step], *, outcome: Berth) -> FlightPicture:
    """The picture of an idea's way through `steps` (2 to 9, any number works), its boat at `outcome`."""
    number = len(steps)
    chambers = [_chamber(place, step.state, of=number) for place, step in enumerate(steps)]
    return FlightPicture(
        steps=steps,
        chambers=chambers,
        gates=[_gate(place, chambers, outcome) for place in range(number + 1)],
        boat=_boat(chambers, outcome),
    )


def step_line(
    state: State, *, berth: Berth = Berth.CHAMBER, days: int | None = None, left: dt.date | None = None
) -> str:
    """What to write beneath a step's name. `days` it has been there so far; `left` is the day when it went on."""
    if state == State.DONE:
        return _("done %(day)s") % {"day": short_day(left)} if left else pgettext("a chamber passed", "done")
    if state == State.AHEAD:
        return pgettext("a chamber not reached", "to come")
    if berth == Berth.QUAY:
        return _("lies at the quay Learning")
    if berth == Berth.MOORED:
        return _days(days, pgettext("a chamber", "on hold"))
    if berth == Berth.NONE:
        return pgettext("a chamber", "came this far")
    return _days(days, pgettext("a chamber", "here now"))


def short_day(day: dt.date) -> str:
    """3 Sep: Django has one letter for a capital month and one for a small, so that the language has to choose."""
    return date_format(day, pgettext("format of a short date", "j M"))


def _days(days: int | None, words: str) -> str:
    if not days:
        return words
    counted = ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
    return f"{words}, {counted}"


def _chamber(place: int, state: State, *, of: int) -> Chamber:
    depth = LOW_WATER + round((HIGH_WATER - LOW_WATER) * (place + 1) / (of + 1))
    surface = HEIGHT - depth
    return Chamber(_share(place, of), _share(1, of), surface - FREEBOARD, depth + FREEBOARD, surface, depth, state)


def _gate(place: int, chambers: Sequence[Chamber], outcome: Berth) -> Gate:
    """The gate below chamber number `place`; the last one leads out to the upper water."""
    if place < len(chambers):
        wall, passed = chambers[place].wall, chambers[place].state != State.AHEAD
    else:
        wall, passed = HEIGHT - HIGH_WATER - FREEBOARD, outcome == Berth.OPEN_WATER
    return Gate(_share(place, len(chambers)), wall - GATE_ABOVE, HEIGHT - wall + GATE_ABOVE, passed)


def _boat(chambers: Sequence[Chamber], outcome: Berth) -> Boat | None:
    if outcome == Berth.NONE:
        return None
    if outcome == Berth.OPEN_WATER:
        return Boat("100", HEIGHT - HIGH_WATER, outcome)
    here = next((place for place, chamber in enumerate(chambers) if chamber.state == State.CURRENT), None)
    if here is None or outcome == Berth.ENTRANCE:
        return Boat("0", HEIGHT - LOW_WATER, Berth.ENTRANCE)
    return Boat(_share(here + 0.5, len(chambers)), chambers[here].surface, outcome)


def _share(part: float, whole: int) -> str:
    """Per cent, written with a point whatever the reader's language."""
    return f"{100 * part / whole:.4g}" if whole else "0"
