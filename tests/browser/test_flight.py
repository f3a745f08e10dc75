"""The flight of locks as a browser draws it."""

from collections.abc import Callable

import pytest

from sluss.registry.models import Municipality
from tenants.people.models import Role
from tests.browser.conftest import Walk
from tests.factories.ideas import make_idea
from tests.factories.people import make_member


@pytest.mark.parametrize(("width", "below"), [(320, True), (390, True), (1280, False)])
@pytest.mark.parametrize("status", ["active", "on_hold", "concluded"])
def test_flight_fits_every_width_and_lies_above_its_list(
    walk: Callable[..., Walk], skovde: Municipality, width: int, below: bool, status: str
) -> None:
    idea = make_idea(municipality=skovde, stage=3, status=status)
    person = walk(width=width).signed_in(skovde, make_member(Role.COACH, municipality=skovde))
    page = person.open(f"/ideer/{idea.pk}/", skovde)
    picture, steps = page.locator(".flight-picture").bounding_box(), page.locator(".flight-step")
    assert picture is not None
    boxes = [box for step in steps.all() if (box := step.bounding_box())]
    assert len(boxes) == 5
    assert all(box["y"] >= picture["y"] + picture["height"] for box in boxes)
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    assert (boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]) is below
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator('[aria-current="step"]').count() == 1
    person.check()


@pytest.mark.parametrize(("motion", "name"), [("no-preference", "flight-sway"), ("reduce", "none")])
def test_boat_sways_only_for_those_who_have_not_asked_for_stillness(
    walk: Callable[..., Walk], skovde: Municipality, motion: str, name: str
) -> None:
    idea = make_idea(municipality=skovde, stage=1)
    person = walk(reduced_motion=motion).signed_in(skovde, make_member(Role.COACH, municipality=skovde))
    boat = person.open(f"/ideer/{idea.pk}/", skovde).locator(".flight-boat")
    assert boat.evaluate("element => getComputedStyle(element).animationName") == name
