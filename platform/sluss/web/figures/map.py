"""The map of the 29 municipalities, each in the pattern of its state."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sluss.text.swedish import swedish_key
from sluss.web.figures.figure import Figure, Key, Look, empty_figure, listed, note, units
from sluss.web.figures.labels import Label, Place, placed

OUTLINES = Path(__file__).parent / "map_29.json"
SIZE = 15  # of the labels
NAMED = 6  # more municipalities than this are counted in the conclusion, not named
# What is drawn later lies above: dark areas get the light line between them.
ORDER = (Look.PLAIN, Look.DOTS, Look.STRIPES, Look.SOLID, Look.ACCENT)


@dataclass(frozen=True)
class MapState:
    """A state that a municipality can be in. The last one given is that of those that are not mentioned."""

    code: str
    label: str
    look: Look


class Area(NamedTuple):
    look: Look
    has_pattern: bool
    path: str


class MapLabel(NamedTuple):
    """A name in its box, and the line to its place where it lies aside."""

    text: str
    x: str
    y: str
    left: str
    top: str
    width: str
    height: str
    line: str


@dataclass(frozen=True)
class MapDrawing:
    areas: list[Area]
    labels: Sequence[MapLabel]
    size: int = SIZE

    @property
    def leaders(self) -> list[str]:
        return [label.line for label in self.labels if label.line]


def map_figure(
    data: Mapping[str, str],
    *,
    states: Sequence[MapState],
    title: str,
    period: str = "",
    csv_url: str = "",
    key: str = "map",
    within: Collection[str] | None = None,
) -> Figure:
    """`data`: the state's code by the municipality's official code. Those in the last state are not labelled.

    `within`: the codes that the figure is about; the others are drawn in the last state and not spoken of.
    """
    outlines = _outlines()["municipalities"]
    rest = states[-1]
    by_code = {state.code: state for state in states}
    state_of = {code: by_code[data.get(code, rest.code)] for code in outlines}
    if not any(state is not rest for state in state_of.values()):
        return empty_figure("map", key=key, title=title, period=period)
    about = {code: state for code, state in state_of.items() if within is None or code in within}
    areas = [Area(state.look, state.look.has_pattern, outlines[code]["path"]) for code, state in state_of.items()]
    labelled = tuple(code for code, state in state_of.items() if state is not rest)
    return Figure(
        kind="map",
        key=key,
        title=title,
        conclusion=_conclusion(about, states),
        width=_outlines()["width"],
        height=_outlines()["height"],
        drawing=MapDrawing(sorted(areas, key=lambda area: ORDER.index(area.look)), _labels(labelled)),
        legend=[Key(state.label, state.look) for state in states],
        header=[_("Municipality"), _("State")],
        rows=_rows(about),
        note=note(_municipalities(len(about)), period),
        csv_url=csv_url,
    )


@cache
def _outlines() -> Any:
    read = json.loads(OUTLINES.read_text(encoding="utf-8"))
    for outline in read["municipalities"].values():
        outline["path"] = mark_safe(outline["path"])  # noqa: S308  # our own numbers, committed
    return read


@lru_cache(maxsize=256)
def _labels(codes: tuple[str, ...]) -> tuple[MapLabel, ...]:
    """Kept: there are few sets of municipalities, and finding room takes longer than all the rest."""
    outlines = _outlines()
    each = [outlines["municipalities"][code] for code in codes]
    places = [Place(one["name"], one["x"], one["y"], one["room"]) for one in each]
    found = placed(places, size=SIZE, width=outlines["width"], height=outlines["height"])
    return tuple(_label(label) for label in found)


def _label(label: Label) -> MapLabel:
    place = label.place
    return MapLabel(
        text=place.text,
        x=units(label.x),
        y=units(label.y + SIZE * 0.34),
        left=units(label.x - label.width / 2),
        top=units(label.y - label.height / 2),
        width=units(label.width),
        height=units(label.height),
        line=f"M{units(place.x)},{units(place.y)} {units(label.x)},{units(label.y)}" if label.far else "",
    )


def _rows(state_of: Mapping[str, MapState]) -> list[list[str]]:
    names = _outlines()["municipalities"]
    rows = [[names[code]["name"], state.label] for code, state in state_of.items()]
    return sorted(rows, key=lambda row: swedish_key(row[0]))


def _conclusion(state_of: Mapping[str, MapState], states: Sequence[MapState]) -> str:
    names = _outlines()["municipalities"]
    said = []
    for state in states:
        found = sorted((names[code]["name"] for code, each in state_of.items() if each is state), key=swedish_key)
        if found:
            few = len(found) <= NAMED and state is not states[-1]
            said.append(f"{state.label}: {listed(found) if few else _municipalities(len(found))}.")
    return " ".join(said)


def _municipalities(number: int) -> str:
    return ngettext("%(of)d municipality", "%(of)d municipalities", number) % {"of": number}
