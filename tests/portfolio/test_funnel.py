"""What the funnel counts."""

import datetime as dt

import pytest

from shared.portfolio.codes import CONCLUDED, IMPLEMENTED, IN_PROGRESS
from shared.portfolio.filters import Choice
from shared.portfolio.funnel import Counts, Funnel, funnel
from shared.portfolio.scope import Scope
from shared.portfolio.words import outcome, period
from sluss.registry.models import Municipality
from sluss.tenancy import in_region
from tenants.ideas.models import OPEN, Status
from tests.factories.facts import fact, make_facts

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 1)


def counted(federations: set[str] | None = None, **choice: object) -> Funnel:
    with in_region():
        slugs = frozenset(federations) if federations is not None else None
        return funnel(scope=Scope(federations=slugs, choice=Choice(**choice)))  # type: ignore[arg-type]


def test_funnel_counts_reached_now_concluded_and_implemented(skovde: Municipality, hjo: Municipality) -> None:
    make_facts(
        fact(skovde),
        fact(skovde, phase="develop"),
        fact(skovde, phase="test", status="concluded"),
        fact(skovde, phase="spread", status="implemented"),
        fact(hjo, phase="understand", furthest_phase="develop"),
    )
    lines = {line.name: line.counts for line in counted().municipalities}
    assert lines["Skövde"] == Counts(
        reached=(4, 3, 3, 2, 1, 1), here_now=(1, 0, 1, 0, 0, 0), concluded=1, implemented=1
    )
    assert lines["Hjo"] == Counts(reached=(1, 1, 1, 0, 0, 0), here_now=(0, 1, 0, 0, 0, 0))
    assert lines["Uddevalla"] == Counts()


def test_totals_are_sums_over_municipalities_and_federations(
    skovde: Municipality, hjo: Municipality, uddevalla: Municipality
) -> None:
    make_facts(fact(skovde), fact(hjo, phase="test"), fact(uddevalla, phase="develop"), fact(uddevalla))
    found = counted()
    assert found.total.reached == (4, 2, 2, 1, 0, 0)
    assert [(line.name, line.counts.ideas) for line in found.federations] == [
        ("Fyrbodals kommunalförbund", 2),
        ("Skaraborgs kommunalförbund", 2),
    ]


def test_gone_facts_are_counted_nowhere(skovde: Municipality) -> None:
    gone = fact(skovde, gone=True, phase="", furthest_phase="", status="", source="")
    gone.received_on = gone.entered_phase_on = None
    make_facts(gone, fact(skovde))
    assert counted().total.ideas == 1


def test_analyst_of_one_federation_sees_its_municipalities_only(skovde: Municipality, uddevalla: Municipality) -> None:
    make_facts(fact(skovde), fact(uddevalla))
    found = counted({"skaraborg"})
    assert [line.name for line in found.municipalities] == ["Hjo", "Skövde"]
    assert found.total.ideas == 1


def test_choice_of_another_federation_gives_nothing(skovde: Municipality, uddevalla: Municipality) -> None:
    make_facts(fact(skovde), fact(uddevalla))
    assert counted({"skaraborg"}, federation="fyrbodal").municipalities == []


def test_filters_narrow_by_source_and_both_days_of_the_period(skovde: Municipality) -> None:
    make_facts(
        fact(skovde, source="resident"),
        fact(skovde, received_on=DAY - dt.timedelta(days=1)),
        fact(skovde, received_on=DAY),
        fact(skovde, received_on=DAY + dt.timedelta(days=1)),
    )
    assert counted(source="resident").total.ideas == 1
    assert counted(since=DAY).total.ideas == 3
    assert counted(until=DAY).total.ideas == 3
    assert counted(since=DAY, until=DAY, source="employee").total.ideas == 1


def test_municipalities_stand_in_swedish_key(skovde: Municipality) -> None:
    with in_region():
        for code, name in (("1461", "Ödeby"), ("1462", "Åby"), ("1463", "Älvby"), ("1464", "Zinkby")):
            Municipality.objects.create(
                code=code,
                name=name,
                slug=f"m{code}",
                schema_name=f"m{code}",
                federation=skovde.federation,
                state="ready",
            )
    names = [line.name for line in counted({"skaraborg"}).municipalities]
    assert names == ["Hjo", "Skövde", "Zinkby", "Åby", "Älvby", "Ödeby"]


def test_outcome_says_in_words_how_ideas_fared() -> None:
    counts = Counts(reached=(10, 9, 8, 4, 3, 1), concluded=2, implemented=1)
    assert (
        outcome(counts) == "Av 10 idéer har 4 testats eller kommit längre, 1 är genomförda och 2 avslutades med lärdom."
    )


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (Choice(), "inkomna när som helst"),
        (Choice(since=DAY), "inkomna från och med 2026-10-01"),
        (Choice(until=DAY), "inkomna till och med 2026-10-01"),
        (Choice(since=DAY, until=DAY), "inkomna 2026-10-01 till 2026-10-01"),
    ],
)
def test_period_is_told(choice: Choice, words: str) -> None:
    assert period(choice) == words


def test_codes_of_the_region_are_those_of_the_municipalities() -> None:
    assert tuple(status.value for status in OPEN) == IN_PROGRESS
    assert {CONCLUDED, IMPLEMENTED} <= set(Status.values)
