"""The share of easy-but-small, and what it crowds out."""

import datetime as dt

import pytest
from django.utils import translation

from sluss import clock
from sluss.tenancy import in_municipality
from tenants.assessment.crowding import Crowding, crowding_of
from tenants.assessment.models import Side
from tenants.assessment.overview import assessed_ideas
from tenants.assessment.statistics import SideFigures, field_for
from tenants.people.models import Role
from tests.assessment.conftest import Round
from tests.factories.assessment import assessed
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

SMALL, GREAT = (2, 5), (5, 2)  # need, feasibility


@pytest.mark.django_db
def test_easy_but_small_is_counted_against_what_waits(around: Round) -> None:
    place = around.municipality
    people = [make_member(Role.MANAGER, municipality=place) for _ in range(4)]
    yesterday, tomorrow = clock.today() - dt.timedelta(days=1), clock.today() + dt.timedelta(days=1)
    told = [("a", SMALL, yesterday), ("b", SMALL, tomorrow), ("Sen", GREAT, yesterday), ("c", GREAT, tomorrow)]
    for title, values, promised_on in [*told, ("d", (5, 5), tomorrow)]:
        idea = make_idea(municipality=place, stage=1, title=title, promised_on=promised_on)
        for person, side in zip(people, (*Side, *Side), strict=True):
            value = values[side is Side.FEASIBILITY]
            assessed(idea, person, value, municipality=place, by=around.leader, side=side)
    with in_municipality(place):
        crowding = crowding_of(assessed_ideas(around.leader))
    assert crowding == Crowding(scored=5, easy_but_small=2, waiting=("Sen",))
    assert crowding.warns
    with translation.override("en"):
        assert crowding.sentence == "2 of 5 assessed ideas are easy but small: 40%."
        assert crowding.crowded_out == "Meanwhile an idea of great need lies on hold or is late: “Sen”."


@pytest.mark.parametrize(
    ("crowding", "warns", "sentence"),
    [
        (Crowding(0, 0, ()), False, ""),
        (
            Crowding(4, 4, ("A",)),
            False,
            "4 of 4 assessed ideas are easy but small. So few ideas give no share to go by.",
        ),
        (Crowding(9, 2, ("A",)), False, "2 of 9 assessed ideas are easy but small: 22%."),
        (Crowding(9, 3, ()), False, "3 of 9 assessed ideas are easy but small: 33%."),
        (Crowding(9, 3, ("A",)), True, "3 of 9 assessed ideas are easy but small: 33%."),
    ],
)
def test_share_is_told_and_warned_about_only_where_it_says_something(
    crowding: Crowding, warns: bool, sentence: str
) -> None:
    with translation.override("en"):
        assert (crowding.warns, crowding.sentence) == (warns, sentence)


def test_many_waiting_are_named_by_three() -> None:
    with translation.override("en"):
        text = Crowding(9, 3, ("A", "B", "C", "D", "E")).crowded_out
    assert text == "Meanwhile 5 ideas of great need lie on hold or are late: “A”, “B”, “C” and 2 more."


@pytest.mark.parametrize(
    ("need", "feasibility", "field"),
    [
        ((4.0, 5.0), (4.0, 4.0), "try_first"),
        ((4.0, 5.0), (1.0, 2.0), "plan"),
        ((1.0, 2.0), (4.0, 4.0), "everyday"),
        ((1.0, 2.0), (2.0, 2.0), "learning"),
        ((3.0, 3.0), (3.0, 3.0), "try_first"),
        ((5.0,), (5.0, 5.0), None),
        ((5.0, 5.0), (), None),
    ],
)
def test_field_needs_two_answers_on_each_side(
    need: tuple[float, ...], feasibility: tuple[float, ...], field: str | None
) -> None:
    assert field_for(SideFigures(scores=need), SideFigures(scores=feasibility)) == field
