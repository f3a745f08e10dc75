"""Figures are kept until a fact changes, and never shown to somebody who may see other facts."""

import datetime as dt
from typing import Any

import pytest
from django.utils import translation

from shared.portfolio.kept import facts_generation, kept
from shared.portfolio.models import GONE_FACT, IdeaFact
from shared.portfolio.receive import receive_facts
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


def generation() -> tuple[Any, ...]:
    with in_region():
        return facts_generation()


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


def test_new_fact_in_a_municipality_with_low_versions_forgets_what_was_kept(
    skovde: Municipality, hjo: Municipality
) -> None:
    make_facts(fact(skovde, version=5000))
    known = make_facts(fact(hjo, version=30))[0]
    before = generation()
    payload = {
        "phase": "test",
        "furthest_phase": "test",
        "status": "active",
        "source": "employee",
        "received_on": "2026-10-01",
        "entered_phase_on": "2026-10-01",
    }
    with in_region():
        receive_facts(hjo, [Sent(str(known.idea_key), 31, payload)])
    assert generation() != before


def test_gone_and_mended_facts_forget_what_was_kept(skovde: Municipality) -> None:
    first, second = make_facts(fact(skovde), fact(skovde))
    seen = {generation()}
    with in_region():
        IdeaFact.objects.filter(pk=first.pk).update(**GONE_FACT)
    seen.add(generation())
    with in_region():
        IdeaFact.objects.filter(pk=second.pk).delete()
    make_facts(fact(skovde, idea_key=second.idea_key, received_on=dt.date(2026, 9, 1)))
    seen.add(generation())
    assert len(seen) == 3
