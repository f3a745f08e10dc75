"""Need against feasibility, with four named fields. Against the easy idea: the two are scored apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import cos, hypot, pi, sin
from string import ascii_uppercase

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sluss.web.figures.figure import Figure, empty_figure, note, units, written
from sluss.web.figures.scale import linear

WIDTH, HEIGHT = 400, 322
LEFT, RIGHT, TOP, BOTTOM = 2, 398, 46, 276
RADIUS = 11
# Where a mark may go that finds its place taken: nowhere, or outwards in rings of twelve.
WAYS = [(0.0, 0.0)] + [
    (ring * (2 * RADIUS + 1) * cos(pi * turn / 6), -ring * (2 * RADIUS + 1) * sin(pi * turn / 6))
    for ring in range(1, 9)
    for turn in range(12)
]


class Field(StrEnum):
    TRY_FIRST = "try_first"
    PLAN = "plan"
    EVERYDAY = "everyday"
    LEARNING = "learning"


@dataclass(frozen=True)
class Scored:
    """An idea with its need and its feasibility on the figure's scale."""

    label: str
    need: float
    feasibility: float


@dataclass(frozen=True)
class Mark:
    letter: str
    x: str
    y: str
    field: Field


@dataclass(frozen=True)
class FieldsDrawing:
    marks: list[Mark]
    names: dict[str, str]
    across: str
    up: str
    middle_x: int = (LEFT + RIGHT) // 2
    middle_y: int = (TOP + BOTTOM) // 2


def fields_figure(
    data: Sequence[Scored],
    *,
    title: str,
    scale: tuple[float, float] = (1, 5),
    period: str = "",
    csv_url: str = "",
    key: str = "fields",
) -> Figure:
    """Each idea is a lettered mark, explained in the table. The middle of the scale divides the fields."""
    if not data:
        return empty_figure("fields", key=key, title=title, period=period)
    names = {"try_first": _("Try first"), "plan": _("Plan"), "everyday": _("Do in everyday work")}
    names["learning"] = _("Keep as learning")
    found = [field_of(idea, scale=scale) for idea in data]
    letters = [_letter(place) for place in range(len(data))]
    return Figure(
        kind="fields",
        key=key,
        title=title,
        conclusion=_conclusion(found),
        width=WIDTH,
        height=HEIGHT,
        drawing=FieldsDrawing(
            marks=[
                Mark(letter, units(x), units(y), field)
                for letter, (x, y), field in zip(letters, _spots(data, scale), found, strict=True)
            ],
            names=names,
            across=_("Easier to carry out"),
            up=_("Greater need"),
        ),
        header=["", _("Idea"), _("Need"), _("Feasibility"), _("Field")],
        rows=[
            [letter, idea.label, written(idea.need), written(idea.feasibility), names[field]]
            for letter, idea, field in zip(letters, data, found, strict=True)
        ],
        note=note(ngettext("%(number)s idea", "%(number)s ideas", len(data)) % {"number": len(data)}, period),
        csv_url=csv_url,
    )


def field_of(idea: Scored, *, scale: tuple[float, float] = (1, 5)) -> Field:
    """Which field an idea lies in. On the dividing line it gets the better of the two."""
    middle = sum(scale) / 2
    if idea.need >= middle:
        return Field.TRY_FIRST if idea.feasibility >= middle else Field.PLAN
    return Field.EVERYDAY if idea.feasibility >= middle else Field.LEARNING


def _conclusion(found: Sequence[Field]) -> str:
    return ngettext(
        "Of %(number)d idea: %(try_first)d to try first, %(plan)d to plan, %(everyday)d to do in everyday work and"
        " %(learning)d to keep as learning.",
        "Of %(number)d ideas: %(try_first)d to try first, %(plan)d to plan, %(everyday)d to do in everyday work and"
        " %(learning)d to keep as learning.",
        len(found),
    ) % {"number": len(found), **{field.value: found.count(field) for field in Field}}


def _letter(place: int) -> str:
    """A, B ... Z, AA, AB ..."""
    before, at = divmod(place, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[at]


def _spots(data: Sequence[Scored], scale: tuple[float, float]) -> list[tuple[float, float]]:
    """Where to draw the marks: where they belong or, where one lies already, as near as there is room."""
    across = linear(*scale, start=LEFT + RADIUS + 3, end=RIGHT - RADIUS - 3)
    up = linear(*scale, start=BOTTOM - RADIUS - 3, end=TOP + RADIUS + 3)
    taken: list[tuple[float, float]] = []
    for idea in data:
        taken.append(_free(across(idea.feasibility), up(idea.need), taken))
    return taken


def _free(x: float, y: float, taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    spots = ((x + dx, y + dy) for dx, dy in WAYS)
    inside = ((a, b) for a, b in spots if LEFT + RADIUS < a < RIGHT - RADIUS and TOP + RADIUS < b < BOTTOM - RADIUS)
    free = (spot for spot in inside if all(hypot(spot[0] - a, spot[1] - b) >= 2 * RADIUS for a, b in taken))
    return next(free, (x, y))
