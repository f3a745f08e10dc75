"""Figures are kept until a fact changes, and never shown to somebody who may see other facts."""

from typing import Any

import pytest
from django.utils import translation

from shared.portfolio.kept import kept
from shared.portfolio.models import IdeaFact
from shared.portfolio.receive import receive_facts
from shared.portfolio.stamp import facts_stamp
from sluss.outbox.receivers import Sent
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from tests.factories.facts import fact, make_facts

pytestmark = pytest.mark.django_db


class Made:
    """Counts how often it was made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def now() -> tuple[Any, ...]:
    with in_region():
        return facts_stamp()


def test_what_was_made_is_kept_for_the_same_parts_alone() -> None:
    made = Made()
    assert [kept("a", 1, make=made), kept("a", 1, make=made)] == [1, 1]
    assert kept("a", 2, make=made) == 2
    assert kept("b", 1, make=made) == 3
    with translation.override("en"):
        assert kept("a", 1, make=made) == 4


def test_key_is_the_region_s_wherever_it_is_asked(skovde: Municipality) -> None:
    made = Made()
    with in_municipality(skovde):
        assert kept("a", make=made) == 1
    assert kept("a", make=made) == 1


PAYLOAD = {
    "phase": "test",
    "furthest_phase": "test",
    "status": "active",
    "source": "employee",
    "received_on": "2026-10-01",
    "entered_phase_on": "2026-10-01",
}


def receive(municipality: Municipality, known: IdeaFact, version: int, payload: dict[str, Any]) -> None:
    with in_region():
        receive_facts(municipality, [Sent(str(known.idea_key), version, payload)])


def test_changed_and_gone_facts_forget_what_was_kept(skovde: Municipality, hjo: Municipality) -> None:
    make_facts(fact(skovde, version=5000))
    known = make_facts(fact(hjo, version=30))[0]
    seen = {now()}
    receive(hjo, known, 31, PAYLOAD)
    seen.add(now())
    receive(hjo, known, 32, {"gone": True})
    seen.add(now())
    assert len(seen) == 3


def test_fact_that_came_late_forgets_nothing(hjo: Municipality) -> None:
    known = make_facts(fact(hjo, version=30))[0]
    before = now()
    receive(hjo, known, 29, PAYLOAD)
    assert now() == before


def test_page_is_not_counted_again_until_a_fact_comes(hjo: Municipality) -> None:
    known = make_facts(fact(hjo))[0]
    made = Made()
    assert [kept("a", make=made), kept("a", make=made)] == [1, 1]
    receive(hjo, known, 2, PAYLOAD)
    assert kept("a", make=made) == 2
