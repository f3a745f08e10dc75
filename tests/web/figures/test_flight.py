"""The flight of locks: what is full, which gates are open and where the boat lies."""

import datetime as dt
import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from sluss.web.figures.flight import HEIGHT, Berth, FlightPicture, State, Step, flight_picture, step_line


def picture(number: int, *, here: int, outcome: Berth) -> FlightPicture:
    """`number` chambers with the idea in number `here`, from 1: 0 is before them, a number above them all after."""
    states = [
        State.DONE if place < here else State.CURRENT if place == here else State.AHEAD
        for place in range(1, number + 1)
    ]
    return flight_picture([Step(name=f"S{n}", state=s, line="") for n, s in enumerate(states)], outcome=outcome)


@pytest.mark.parametrize("number", range(2, 10))
def test_each_chamber_lies_higher_than_the_one_before_and_inside_the_picture(number: int) -> None:
    found = picture(number, here=1, outcome=Berth.CHAMBER)
    levels = [found.low_surface, *(chamber.surface for chamber in found.chambers), found.high_surface]
    assert levels == sorted(set(levels), reverse=True)
    assert all(gate.top >= 0 and gate.top + gate.height == HEIGHT for gate in found.gates)
    assert [float(chamber.left) for chamber in found.chambers] == pytest.approx(
        [100 * place / number for place in range(number)], abs=0.01
    )
    assert len(found.gates) == number + 1


@pytest.mark.parametrize(
    ("here", "outcome", "opened", "left", "berth"),
    [
        (0, Berth.ENTRANCE, 0, "0", "entrance"),
        (1, Berth.CHAMBER, 1, "10", "chamber"),
        (3, Berth.CHAMBER, 3, "50", "chamber"),
        (3, Berth.MOORED, 3, "50", "moored"),
        (4, Berth.QUAY, 4, "70", "quay"),
        (6, Berth.OPEN_WATER, 6, "100", "open_water"),
        # Concluded before it was taken in: there is no chamber to lie beside.
        (0, Berth.QUAY, 0, "0", "entrance"),
    ],
)
def test_boat_lies_where_the_idea_is_and_passed_gates_are_open(
    here: int, outcome: Berth, opened: int, left: str, berth: str
) -> None:
    found = picture(5, here=here, outcome=outcome)
    assert [gate.is_open for gate in found.gates] == [True] * opened + [False] * (6 - opened)
    assert found.boat is not None
    assert (found.boat.left, found.boat.berth) == (left, berth)


def test_idea_that_went_another_way_has_no_boat() -> None:
    found = picture(5, here=0, outcome=Berth.NONE)
    assert found.boat is None
    assert "flight-boat" not in render_to_string("web/figures/flight.html", {"picture": found})


@pytest.mark.parametrize(
    ("state", "more", "swedish", "english"),
    [
        (State.DONE, {"left": dt.date(2026, 9, 3)}, "klart 3 sep", "done 3 Sep"),
        (State.DONE, {}, "klart", "done"),
        (State.CURRENT, {"days": 34}, "pågår, 34 dagar", "here now, 34 days"),
        (State.CURRENT, {"days": 1}, "pågår, 1 dag", "here now, 1 day"),
        (State.CURRENT, {"days": 0}, "pågår", "here now"),
        (State.CURRENT, {"days": 9, "berth": Berth.MOORED}, "väntar, 9 dagar", "on hold, 9 days"),
        (State.CURRENT, {"days": 9, "berth": Berth.QUAY}, "ligger vid kajen Lärdom", "lies at the quay Learning"),
        (State.CURRENT, {"days": 9, "berth": Berth.NONE}, "hit kom den", "came this far"),
        (State.AHEAD, {}, "kommer", "to come"),
    ],
)
def test_line_says_in_words_what_the_picture_shows(
    state: State, more: dict[str, object], swedish: str, english: str
) -> None:
    with translation.override("sv"):
        assert step_line(state, **more) == swedish  # type: ignore[arg-type]
    with translation.override("en"):
        assert step_line(state, **more) == english  # type: ignore[arg-type]


def test_page_has_one_current_step_and_numbers_without_commas() -> None:
    found = picture(7, here=3, outcome=Berth.MOORED)
    with translation.override("sv"):
        html = render_to_string("web/figures/flight.html", {"picture": found})
    assert html.count('aria-current="step"') == 1
    assert re.findall(r'<svg[^>]*aria-hidden="true"', html)
    assert not re.search(r'="-?\d+,\d', html)
    assert html.count("<li") == 7


def test_name_of_a_stage_is_escaped() -> None:
    step = Step(name="<b>Test</b>", state=State.CURRENT, line="")
    html = render_to_string("web/figures/flight.html", {"picture": flight_picture([step], outcome=Berth.CHAMBER)})
    assert "&lt;b&gt;Test&lt;/b&gt;" in html
    assert "<b>" not in html
