"""From a municipality's outbox to the region: nothing lost, doubled or stale, wherever it stops."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction

from shared.portfolio.models import IdeaFact
from sluss.outbox import relay as relaying
from sluss.outbox.models import OutboxEntry
from sluss.outbox.receivers import receiver_of
from sluss.outbox.relay import relay
from sluss.outbox.sending import Entry, send, send_many
from sluss.outbox.tasks import sweep
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from tests.factories.facts import known_facts
from tests.factories.jobs import waiting
from tests.factories.transactions import rolled_back

pytestmark = pytest.mark.django_db
A, B = "00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"


def payload(phase: str) -> dict[str, str]:
    return {
        "phase": phase,
        "furthest_phase": phase,
        "status": "active",
        "source": "employee",
        "received_on": "2026-10-01",
        "entered_phase_on": "2026-10-02",
    }


def tell(municipality: Municipality, key: str, version: int, phase: str) -> None:
    with in_municipality(municipality):
        send(kind="idea_fact", key=key, version=version, payload=payload(phase))


def left(municipality: Municipality) -> int:
    with in_municipality(municipality):
        return OutboxEntry.objects.count()


def test_entry_reaches_the_region_and_leaves_the_outbox(
    skovde: Municipality, hjo: Municipality, run_jobs: Callable[[], int]
) -> None:
    tell(skovde, A, 1, "develop")
    tell(hjo, A, 7, "test")
    assert run_jobs() == 2
    assert known_facts(municipality=skovde) == [(A, 1, "develop")]
    assert known_facts(municipality=hjo) == [(A, 7, "test")]
    assert (left(skovde), left(hjo)) == (0, 0)


def test_thousands_of_entries_in_one_transaction_wake_the_relay_once(in_skovde: Municipality) -> None:
    for version in range(1, 31):
        send(kind="idea_fact", key=A, version=version, payload=payload("test"))
    send_many(Entry(kind="idea_fact", key=B, version=v, payload=payload("test")) for v in range(1, 1201))
    assert len(waiting("outbox.bring")) == 1
    assert relay(in_skovde) == 1230
    assert known_facts() == [(A, 30, "test"), (B, 1200, "test")]


def test_rolled_back_change_leaves_neither_entry_nor_job(in_skovde: Municipality) -> None:
    with rolled_back():
        send(kind="idea_fact", key=A, version=1, payload=payload("test"))
    assert (left(in_skovde), waiting()) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_sending_outside_a_transaction_is_refused(skovde: Municipality) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        tell(skovde, A, 1, "test")
    assert left(skovde) == 0


def test_relay_twice_changes_nothing(skovde: Municipality) -> None:
    tell(skovde, A, 1, "develop")
    assert relay(skovde) == 1
    assert relay(skovde) == 0
    assert known_facts() == [(A, 1, "develop")]


def test_older_version_that_comes_late_is_not_taken(skovde: Municipality) -> None:
    tell(skovde, A, 2, "test")
    relay(skovde)
    tell(skovde, A, 1, "develop")
    relay(skovde)
    assert known_facts() == [(A, 2, "test")]
    assert left(skovde) == 0


def test_versions_out_of_order_in_one_batch_leave_the_newest(skovde: Municipality) -> None:
    tell(skovde, A, 3, "test")
    tell(skovde, A, 2, "develop")
    relay(skovde)
    assert known_facts() == [(A, 3, "test")]


def test_slow_relay_that_writes_after_a_newer_one_changes_nothing(skovde: Municipality) -> None:
    tell(skovde, A, 1, "develop")
    read_early = relaying._waiting(skovde)
    tell(skovde, A, 2, "test")
    relay(skovde)
    relaying._deliver(skovde, read_early)
    assert known_facts() == [(A, 2, "test")]


def test_stop_after_reading_loses_nothing(skovde: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(skovde, A, 1, "develop")
    with monkeypatch.context() as stopped:
        stopped.setattr(relaying, "_deliver", _stop)
        with pytest.raises(KeyboardInterrupt):
            relay(skovde)
    assert (known_facts(), left(skovde)) == ([], 1)
    relay(skovde)
    assert (known_facts(), left(skovde)) == ([(A, 1, "develop")], 0)


def test_stop_while_writing_loses_nothing(skovde: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(skovde, A, 1, "develop")
    tell(skovde, B, 1, "test")

    def write_one_and_stop(kind: str) -> Callable[..., None]:
        def receive(municipality: Municipality, sent: list[object]) -> None:
            receiver_of(kind)(municipality, sent[:1])  # type: ignore[arg-type]
            raise KeyboardInterrupt

        return receive

    with monkeypatch.context() as stopped:
        stopped.setattr(relaying, "receiver_of", write_one_and_stop)
        with pytest.raises(KeyboardInterrupt):
            relay(skovde)
    assert (known_facts(), left(skovde)) == ([], 2)
    relay(skovde)
    assert (known_facts(), left(skovde)) == ([(A, 1, "develop"), (B, 1, "test")], 0)


def test_stop_before_deleting_doubles_nothing(skovde: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(skovde, A, 1, "develop")
    with monkeypatch.context() as stopped:
        stopped.setattr(OutboxEntry.objects, "filter", _stop)
        with pytest.raises(KeyboardInterrupt):
            relay(skovde)
    assert (known_facts(), left(skovde)) == ([(A, 1, "develop")], 1)
    tell(skovde, A, 2, "test")
    relay(skovde)
    assert (known_facts(), left(skovde)) == ([(A, 2, "test")], 0)


def test_sweep_finds_what_no_job_came_for(skovde: Municipality, hjo: Municipality) -> None:
    tell(skovde, A, 1, "develop")
    tell(hjo, B, 1, "test")
    with in_region(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    sweep()
    assert known_facts() == [(A, 1, "develop"), (B, 1, "test")]


def test_sweep_goes_on_after_a_municipality_that_fails(
    skovde: Municipality, uddevalla: Municipality, caplog: pytest.LogCaptureFixture
) -> None:
    with in_municipality(uddevalla):
        send(kind="nobody_takes_this", key=A, version=1, payload={})
    tell(skovde, A, 1, "develop")
    sweep()
    assert known_facts() == [(A, 1, "develop")]
    assert left(uddevalla) == 1
    assert "outbox of uddevalla" in caplog.text


def test_gone_leaves_a_mark_that_keeps_older_facts_out(skovde: Municipality) -> None:
    tell(skovde, A, 1, "develop")
    relay(skovde)
    with in_municipality(skovde):
        send(kind="idea_fact", key=A, version=5, payload={"gone": True})
    relay(skovde)
    tell(skovde, A, 4, "test")
    relay(skovde)
    with in_region():
        mark = IdeaFact.objects.get()
    assert (mark.gone, mark.version, mark.phase, mark.received_on) == (True, 5, "", None)


def test_gone_of_an_unknown_idea_keeps_later_arrivals_out(skovde: Municipality) -> None:
    with in_municipality(skovde):
        send(kind="idea_fact", key=A, version=5, payload={"gone": True})
    relay(skovde)
    tell(skovde, A, 4, "test")
    relay(skovde)
    assert known_facts(gone=False) == []


def _stop(*args: object, **kwargs: object) -> None:
    raise KeyboardInterrupt
