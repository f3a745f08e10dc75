"""Saving chain and calculation."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.benefits import calculate
from tenants.benefits.calculate import ChangedMeanwhile, Step
from tenants.benefits.comparing import calculation_of
from tenants.benefits.models import Alternative, Case, EffectStep, Kind, Line, Link
from tenants.benefits.reckoning import Range
from tenants.ideas.models import Idea, Status
from tests.benefits.conftest import Place
from tests.factories.benefits import a_line, make_case
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
STEPS = [
    Step(link=Link.EFFECTS, text="Tryggare kvällar"),
    Step(link=Link.ACTIVITIES, text="Sms kvällen före", assumption="numren stämmer"),
]


def counts() -> list[int]:
    return [model.objects.count() for model in (Case, EffectStep, Alternative, Line, Event)]


def test_chain_is_read_link_by_link_in_the_order_of_a_chain(place: Place) -> None:
    with in_municipality(place.municipality):
        calculate.save_chain(place.idea, steps=STEPS, revision=0, actor=place.bearer)
        found = calculation_of(place.idea)
        assert [(link, [step.text for step in steps]) for link, steps in found.chain if steps] == [
            (Link.ACTIVITIES, ["Sms kvällen före"]),
            (Link.EFFECTS, ["Tryggare kvällar"]),
        ]
        assert found.revision == 1
        assert [str(each.alternative) for each in found.compared] == ["Att inte göra något"]
        event = Event.objects.get(kind="effect_chain_changed")
        assert (event.subject_id, event.actor_id) == (place.idea.pk, place.bearer.pk)


def test_alternatives_are_compared_with_doing_nothing(place: Place) -> None:
    chosen = make_case(place.idea, municipality=place.municipality, actor=place.coach)
    with in_municipality(place.municipality):
        nothing = Alternative.objects.get(does_nothing=True)
        cost = a_line(is_cost=True, low=Decimal(10), likely=Decimal(20), high=Decimal(30))
        calculate.save_line(place.idea, alternative=nothing.pk, new=cost, revision=3, actor=place.coach)
        first, second = calculation_of(place.idea).compared
        assert (first.alternative, first.difference, second.alternative) == (nothing, None, chosen)
        assert second.difference is not None
        money = second.difference.money
        assert money == Range(Decimal(11), Decimal(22), Decimal(33))


def test_somebody_else_first_loses_nothing_of_theirs(place: Place) -> None:
    with in_municipality(place.municipality):
        calculate.save_chain(place.idea, steps=STEPS, revision=0, actor=place.bearer)
        before = counts()
        with pytest.raises(ChangedMeanwhile) as caught:
            calculate.save_chain(place.idea, steps=[], revision=0, actor=place.coach)
        assert caught.value.now == 1
        assert counts() == before


def actions(place: Place, alternative: int, line: int) -> dict[str, Callable[[Any, int], object]]:
    idea = place.idea
    return {
        "chain": lambda actor, now: calculate.save_chain(idea, steps=STEPS, revision=now, actor=actor),
        "basis": lambda actor, now: calculate.save_basis(
            idea, hourly_rate=Decimal(500), conclusion="Ja", revision=now, actor=actor
        ),
        "new alternative": lambda actor, now: calculate.add_alternative(
            idea, name="Köpa", description="", revision=now, actor=actor
        ),
        "alternative": lambda actor, now: calculate.change_alternative(
            idea, alternative=alternative, name="Köpa", description="", revision=now, actor=actor
        ),
        "line": lambda actor, now: calculate.save_line(
            idea, alternative=alternative, new=a_line(), revision=now, actor=actor
        ),
        "remove line": lambda actor, now: calculate.remove_line(
            idea, alternative=alternative, line=line, revision=now, actor=actor
        ),
        "remove alternative": lambda actor, now: calculate.remove_alternative(
            idea, alternative=alternative, revision=now, actor=actor
        ),
    }


def test_every_change_asks_for_the_right_the_state_and_the_revision(place: Place) -> None:
    chosen = make_case(place.idea, municipality=place.municipality, actor=place.coach)
    stranger = make_member(municipality=place.municipality)
    with in_municipality(place.municipality):
        line, before = Line.objects.get(alternative=chosen), counts()
        for name, act in actions(place, chosen.pk, line.pk).items():
            with pytest.raises(NotAllowed):
                act(stranger, 3)
            with pytest.raises(ChangedMeanwhile):
                act(place.coach, 2)
            assert counts() == before, name
        Idea.objects.filter(pk=place.idea.pk).update(status=Status.IMPLEMENTED)
        for name, act in actions(place, chosen.pk, line.pk).items():
            with pytest.raises(NotPossible):
                act(place.coach, 3)
            assert counts() == before, name
        Idea.objects.filter(pk=place.idea.pk).update(status=Status.ACTIVE)
        for now, act in enumerate(actions(place, chosen.pk, line.pk).values(), start=3):
            act(place.coach, now)
        assert not Alternative.objects.filter(pk=chosen.pk).exists()
        case = Case.objects.get(idea=place.idea)
        assert (case.revision, case.hourly_rate, case.conclusion) == (10, Decimal(500), "Ja")


def test_doing_nothing_cannot_be_taken_away_nor_renamed(place: Place) -> None:
    make_case(place.idea, municipality=place.municipality, actor=place.coach)
    with in_municipality(place.municipality):
        nothing = Alternative.objects.get(does_nothing=True)
        facts: dict[str, Any] = {"alternative": nothing.pk, "actor": place.coach}
        with pytest.raises(NotPossible):
            calculate.remove_alternative(place.idea, revision=3, **facts)
        calculate.change_alternative(place.idea, name="Något", description="Dyrt", revision=3, **facts)
        nothing.refresh_from_db()
        assert (nothing.name, nothing.description) == ("", "Dyrt")


@pytest.mark.parametrize(
    "wrong",
    [
        {"low": Decimal(-1)},
        {"low": Decimal(3)},
        {"high": Decimal(1)},
        {"years": 0},
        {"years": 31},
        {"kind": Kind.QUALITY, "unit": ""},
    ],
)
def test_numbers_that_make_no_sense_are_refused(place: Place, wrong: dict[str, Any]) -> None:
    chosen = make_case(place.idea, municipality=place.municipality, actor=place.coach)
    with in_municipality(place.municipality):
        before = counts()
        with pytest.raises(NotPossible):
            calculate.save_line(place.idea, alternative=chosen.pk, new=a_line(**wrong), revision=3, actor=place.coach)
        assert counts() == before


def test_another_ideas_alternative_is_not_reached(place: Place) -> None:
    other = make_idea(municipality=place.municipality, stage=2, coach=place.coach)
    theirs = make_case(other, municipality=place.municipality, actor=place.coach)
    make_case(place.idea, municipality=place.municipality, actor=place.coach)
    with in_municipality(place.municipality):
        before = counts()
        with pytest.raises(NotPossible):
            calculate.remove_alternative(place.idea, alternative=theirs.pk, revision=3, actor=place.coach)
        assert counts() == before


def test_what_is_missing_is_said(place: Place) -> None:
    with in_municipality(place.municipality):
        assert calculation_of(place.idea).missing == [
            "Det finns ingen effektkedja.",
            "Ingen har räknat på vad det skulle ge.",
        ]
        calculate.save_chain(place.idea, steps=STEPS, revision=0, actor=place.bearer)
        chosen = calculate.add_alternative(place.idea, name="Sms", description="", revision=1, actor=place.bearer)
        time = a_line(kind=Kind.FREED_TIME)
        calculate.save_line(place.idea, alternative=chosen.pk, new=time, revision=2, actor=place.bearer)
        assert calculation_of(place.idea).missing == [
            "Effektkedjan saknar rad för: resurser, det vi levererar, resultat hos dem det gäller.",
            "Ingen har skrivit vad som händer om vi inte gör något.",
            "En del frigjord tid har ännu ingen användning, så den räknas inte i kronor.",
        ]
