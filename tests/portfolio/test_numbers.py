"""What the overview counts: what happened since a day, time in phase, kept promises, totals that anybody may know."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared.portfolio import words
from shared.portfolio.changes import Changes, Happened, changes
from shared.portfolio.filters import Choice
from shared.portfolio.models import IdeaFact
from shared.portfolio.overview import overview
from shared.portfolio.promises import Promise, Promises, promises
from shared.portfolio.scope import Scope
from shared.portfolio.times import Passage, passages
from shared.portfolio.totals import Total, totals
from shared.portfolio.uptake import Uptake, uptake
from sluss import clock
from sluss.clock import STOCKHOLM
from sluss.registry.models import Municipality
from sluss.tenancy import in_region
from sluss.web.figures.spread import Month
from tests.factories.facts import fact, make_facts, make_way

pytestmark = pytest.mark.django_db
EVERYTHING = Scope(federations=None, choice=Choice())
SKARABORG = Scope(federations=frozenset({"skaraborg"}), choice=Choice())


def day(number: int) -> dt.date:
    """A day counted from 1 October 2026."""
    return dt.date(2026, 10, 1) + dt.timedelta(days=number)


def since(number: int, scope: Scope = EVERYTHING) -> Changes:
    with in_region():
        return changes(scope=scope, since=day(number))


def known(municipality: Municipality, *stays: tuple[str, int, int | None, int | None], **fields: object) -> IdeaFact:
    """A fact with its way, in days from 1 October."""
    made = make_facts(fact(municipality, **fields))[0]
    dated = [
        (phase, day(start), None if end is None else day(end), None if promise is None else day(promise))
        for phase, start, end, promise in stays
    ]
    make_way(made, *dated)
    return made


def test_what_happened_counts_the_chosen_day_and_later(skovde: Municipality, hjo: Municipality) -> None:
    known(
        skovde,
        ("capture", 0, 3, 7),
        ("understand", 3, 10, 24),
        ("develop", 10, None, 40),
        phase="develop",
        answered_on=day(3),
    )
    known(hjo, ("capture", 5, None, 12), received_on=day(5))
    lines = {line.municipality: line.happened for line in since(3).municipalities}
    assert lines == {"Skövde": Happened(answered=1, went_on=2), "Hjo": Happened(received=1)}
    assert since(4).total == Happened(received=1, went_on=1)
    assert since(11).municipalities == []


def test_ends_are_counted_on_the_day_of_the_decision(skovde: Municipality) -> None:
    known(skovde, ("capture", 0, 2, 7), ("test", 2, 20, 60), phase="test", status="concluded")
    known(skovde, ("capture", 0, 2, 7), ("spread", 2, 30, 60), phase="spread", status="implemented")
    assert (since(20).total.concluded, since(20).total.implemented) == (1, 1)
    assert (since(21).total.concluded, since(21).total.implemented) == (0, 1)


def test_coming_back_to_a_phase_or_being_imported_into_it_is_no_step_on(skovde: Municipality) -> None:
    known(skovde, ("capture", 0, 2, 7), ("test", 2, 20, 60), ("test", 20, None, None), phase="test")
    known(skovde, ("develop", 20, None, 60), phase="develop")
    assert since(3).total.went_on == 0
    assert since(2).total.went_on == 1


def test_changes_of_another_federation_are_not_counted(skovde: Municipality, uddevalla: Municipality) -> None:
    for municipality in (skovde, uddevalla):
        known(municipality, ("capture", 0, 2, 7), ("test", 2, None, 60), phase="test")
    assert [line.municipality for line in since(0, SKARABORG).municipalities] == ["Skövde"]
    assert since(0, SKARABORG).total == Happened(received=1, went_on=1)


def test_most_happened_stands_first(skovde: Municipality, hjo: Municipality) -> None:
    make_facts(fact(hjo), fact(skovde), fact(skovde))
    assert [line.municipality for line in since(0).municipalities] == ["Skövde", "Hjo"]


def test_happened_is_told_without_what_did_not() -> None:
    told = words.happened(Happened(received=2, went_on=1, implemented=1))
    assert told == "2 idéer kom in, 1 steg togs till en ny fas och 1 genomfördes."


def passed(scope: Scope = EVERYTHING) -> dict[str, Passage]:
    with in_region():
        return {passage.phase: passage for passage in passages(scope=scope)}


def test_time_in_phase_has_its_quartiles_and_the_median_promise(skovde: Municipality, uddevalla: Municipality) -> None:
    for days in (2, 4, 6, 8, 20):
        known(skovde, ("capture", 0, days, 7), ("understand", days, None, 40), phase="understand")
    known(uddevalla, ("capture", 0, 100, 7))
    assert passed(SKARABORG)["capture"] == Passage("capture", 5, 4.0, 6.0, 8.0, 7.0)
    assert passed(SKARABORG)["understand"] == Passage("understand")
    assert passed()["capture"].number == 6


def test_stretches_of_one_phase_are_one_time(skovde: Municipality) -> None:
    known(skovde, ("capture", 0, 2, 7), ("capture", 2, 30, None), ("capture", 30, 33, 37), status="answered")
    assert passed()["capture"] == Passage("capture", 1, 33.0, 33.0, 33.0, 14.0)


def test_idea_that_came_back_has_not_left(skovde: Municipality) -> None:
    known(skovde, ("capture", 0, 2, 7), ("capture", 9, None, 16))
    assert passed()["capture"].number == 0


def kept(today: int, scope: Scope = EVERYTHING) -> Promises:
    noon = dt.datetime.combine(day(today), dt.time(12), tzinfo=STOCKHOLM)
    with in_region(), clock.held_at(noon):
        return promises(scope=scope)


def test_promise_is_kept_to_its_last_day_and_broken_the_day_after(skovde: Municipality) -> None:
    known(skovde, ("capture", 0, 7, 7), status="answered")
    known(skovde, ("capture", 0, 8, 7), status="answered")
    known(skovde, ("capture", 0, None, 7))
    assert (kept(7).total.due, kept(7).total.kept) == (2, 1)
    assert (kept(8).total.due, kept(8).total.kept) == (3, 1)


def test_time_that_the_bearer_takes_breaks_no_promise(skovde: Municipality) -> None:
    known(skovde, ("capture", 0, 2, 7), ("capture", 2, None, None), status="asked")
    assert (kept(100).total.due, kept(100).total.kept) == (1, 1)


def test_share_of_fewer_than_five_is_not_told(skovde: Municipality, hjo: Municipality) -> None:
    for late in range(4):
        known(skovde, ("capture", 0, 7 + late, 7), status="answered")
    known(hjo, ("capture", 0, 7, 7), status="answered")
    found = kept(30)
    assert [(line.name, line.percent) for line in found.municipalities] == [("Hjo", None), ("Skövde", None)]
    assert [(line.name, line.percent) for line in found.federations] == [("Skaraborgs kommunalförbund", 40)]
    assert words.promise(found.total) == "40 procent av 5 utlovade svar kom i tid."
    assert "för få" in words.promise(Promise("", "", 4, 4))


def test_anybody_knows_totals_of_many_alone(skovde: Municipality, hjo: Municipality, uddevalla: Municipality) -> None:
    make_facts(*(fact(skovde, phase="spread", status="implemented") for _ in range(5)), *(fact(hjo) for _ in range(9)))
    make_facts(*(fact(uddevalla) for _ in range(50)))
    with in_region():
        assert totals() == {}
        third = Municipality.objects.create(
            code="9999", name="Tredje", slug="tredje", schema_name="tredje", federation=skovde.federation, state="ready"
        )
    make_facts(*(fact(third, phase="test", status="concluded") for _ in range(4)))
    with in_region():
        assert totals() == {skovde.federation_id: Total(ideas=18, implemented=5, concluded=None)}


def test_municipality_takes_part_from_the_month_of_its_first_idea(skovde: Municipality, hjo: Municipality) -> None:
    today = clock.today()
    last_month = (today.replace(day=1) - dt.timedelta(days=1)).replace(day=1)
    before_that = (last_month - dt.timedelta(days=1)).replace(day=1)
    make_facts(fact(skovde, received_on=today), fact(skovde, received_on=before_that), fact(hjo, received_on=today))
    with in_region():
        found = uptake(scope=EVERYTHING)
        none = uptake(scope=Scope(federations=frozenset({"fyrbodal"}), choice=Choice()))
    assert found == Uptake(3, [Month(before_that, 1), Month(last_month, 1), Month(today.replace(day=1), 2)])
    assert none == Uptake(1, [])


@pytest.mark.parametrize("number", [10, 1000])
def test_overview_costs_seven_queries_whatever_it_counts(number: int, skovde: Municipality) -> None:
    made = make_facts(*(fact(skovde, phase="test") for _ in range(number)))
    for one in made[:50]:
        make_way(one, ("capture", day(0), day(3), day(7)), ("test", day(3), None, day(60)))
    with in_region(), CaptureQueriesContext(connection) as captured:
        overview(scope=EVERYTHING, since=day(0))
    assert len([query for query in captured if not query["sql"].startswith("SET")]) == 7
