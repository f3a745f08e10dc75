"""Deferring a municipality's task."""

import uuid
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction

from sluss.registry.models import Municipality
from sluss.tenancy import ScopeError, in_municipality, in_region
from tests.factories.jobs import waiting
from tests.factories.transactions import rolled_back
from tests.jobs import tasks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_seen() -> Iterator[None]:
    tasks.seen.clear()
    yield
    tasks.seen.clear()


def test_defer_without_municipality_takes_the_one_worked_in(in_skovde: Municipality) -> None:
    tasks.note.defer(number=1)
    assert waiting("tests.note") == [{"municipality_key": str(in_skovde.key), "number": 1}]


def test_defer_for_another_municipality_names_that_one(in_skovde: Municipality, hjo: Municipality) -> None:
    tasks.note.defer(hjo, number=1)
    assert waiting("tests.note") == [{"municipality_key": str(hjo.key), "number": 1}]


def test_defer_in_the_region_without_municipality_is_refused(db: None) -> None:
    with in_region(), pytest.raises(ScopeError, match="needs its municipality"):
        tasks.note.defer(number=1)
    assert waiting() == []


def test_defer_takes_identifiers_only(in_skovde: Municipality) -> None:
    key = uuid.uuid4()
    with pytest.raises(TypeError, match="not dict"):
        tasks.note.defer(number={"title": "En idé"})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="longer than 80"):
        tasks.note.defer(number="x" * 81)
    assert waiting() == []
    tasks.note.defer(number=key)
    assert waiting("tests.note") == [{"municipality_key": str(in_skovde.key), "number": str(key)}]


def test_rolled_back_change_takes_its_job_along(in_skovde: Municipality) -> None:
    with rolled_back():
        tasks.note.defer(number=1)
    assert waiting() == []


def test_defer_once_gives_one_job_in_a_transaction(in_skovde: Municipality) -> None:
    for _ in range(50):
        with transaction.atomic():
            tasks.note.defer_once()
    assert len(waiting("tests.note")) == 1


def test_defer_once_after_a_rolled_back_savepoint_asks_again(in_skovde: Municipality) -> None:
    with rolled_back():
        tasks.note.defer_once()
    assert waiting() == []
    tasks.note.defer_once()
    assert len(waiting("tests.note")) == 1


def test_defer_once_counts_each_municipality_for_itself(skovde: Municipality, hjo: Municipality) -> None:
    for municipality in (skovde, hjo, skovde):
        with in_municipality(municipality):
            tasks.note.defer_once()
    assert [job["municipality_key"] for job in waiting("tests.note")] == [str(skovde.key), str(hjo.key)]


@pytest.mark.django_db(transaction=True)
def test_defer_once_outside_a_transaction_is_refused(skovde: Municipality) -> None:
    with in_municipality(skovde), pytest.raises(transaction.TransactionManagementError):
        tasks.note.defer_once()
    assert waiting() == []


def test_job_runs_in_its_municipality_whatever_the_scope_before(
    skovde: Municipality, hjo: Municipality, run_jobs: Callable[[], int]
) -> None:
    with in_municipality(skovde):
        tasks.note.defer(hjo, number=2)
        tasks.note.defer(number=1)
        assert run_jobs() == 2
        assert connection.scope.schema == "skovde"  # type: ignore[attr-defined]
    assert tasks.seen == [("hjo", str(hjo.key), 2), ("skovde", str(skovde.key), 1)]


def test_job_of_a_municipality_that_is_not_in_use_does_nothing(
    skovde: Municipality, run_jobs: Callable[[], int]
) -> None:
    tasks.note.defer(skovde, number=1)
    with in_region():
        Municipality.objects.filter(pk=skovde.pk).update(state=Municipality.State.PROVISIONING)
    assert run_jobs() == 1
    assert tasks.seen == []
