"""The worker with real commits: several threads, killed workers, refused connections."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from procrastinate import exceptions
from procrastinate.contrib.django import app
from procrastinate.psycopg_connector import PsycopgConnector

from sluss.jobs import connector, upkeep
from sluss.registry.models import Municipality
from sluss.tenancy import in_region
from tests.jobs import tasks

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No periodic jobs between the tests' own, and nothing left in the lists."""
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})
    tasks.seen.clear()
    tasks.after.clear()
    yield
    tasks.seen.clear()


def apart[T](work: Callable[[], T]) -> T:
    """Run in a thread of its own: the browser's library leaves an event loop running in the thread of the tests."""

    def alone() -> T:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(alone).result()


def run_worker() -> None:
    apart(lambda: call_command("worker", until_empty=True))


def states() -> list[tuple[str, str, int]]:
    with in_region(), connection.cursor() as cursor:
        cursor.execute("SELECT task_name, status::text, attempts FROM procrastinate_jobs ORDER BY id")
        return cursor.fetchall()


def test_worker_runs_each_job_in_its_own_municipality(skovde: Municipality, hjo: Municipality) -> None:
    wanted = []
    for number in range(20):
        municipality = (skovde, hjo)[number % 2]
        tasks.note.defer(municipality, number=number)
        wanted.append((municipality.slug, str(municipality.key), number))
    run_worker()
    assert sorted(tasks.seen, key=lambda row: row[2]) == wanted
    assert {state for _, state, _ in states()} == {"succeeded"}


def test_job_that_leaves_its_scope_open_does_not_touch_the_next(skovde: Municipality, hjo: Municipality) -> None:
    for number in range(8):
        tasks.leave_scope.defer(skovde, number=number)
        tasks.note.defer(skovde, number=number)
    run_worker()
    assert [row[:2] for row in tasks.seen] == [("skovde", str(skovde.key))] * 8


def test_failing_job_is_tried_again_later(skovde: Municipality) -> None:
    tasks.fail.defer(skovde, number=1)
    run_worker()
    assert states() == [("tests.fail", "todo", 1)]


def test_job_deferred_by_a_job_goes_with_its_rollback(skovde: Municipality) -> None:
    tasks.defer_and_fail.defer(skovde, number=1)
    run_worker()
    assert tasks.seen == [("skovde", "rolled back", 1)]
    assert states() == [("tests.defer_and_fail", "succeeded", 1)]


def test_worker_gives_its_connections_back(skovde: Municipality) -> None:
    before = threading.active_count()
    for number in range(6):
        tasks.note.defer(skovde, number=number)
    run_worker()
    connection.close()
    assert connection.pool is not None
    assert connection.pool.get_stats()["pool_available"] == connection.pool.get_stats()["pool_size"]
    assert threading.active_count() <= before + 4  # the pool's own threads and the executor's


def test_stalled_job_goes_back_into_the_queue(skovde: Municipality) -> None:
    tasks.note.defer(skovde, number=1)
    with in_region(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES ('2026-01-01') RETURNING id")
        worker = cursor.fetchone()[0]
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [worker])
    run_worker()
    assert states() == [("tests.note", "doing", 0)]
    upkeep.retry_stalled.defer(timestamp=0)
    run_worker()
    run_worker()
    assert states()[0] == ("tests.note", "succeeded", 2)
    assert [row[2] for row in tasks.seen] == [1]


def test_job_that_stopped_its_worker_eight_times_is_given_up(skovde: Municipality) -> None:
    tasks.note.defer(skovde, number=1)
    with in_region(), connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = 7")
    upkeep.retry_stalled.defer(timestamp=0)
    run_worker()
    assert states()[0] == ("tests.note", "failed", 8)
    assert tasks.seen == []


def test_finished_jobs_go_after_a_week(skovde: Municipality) -> None:
    for number in (1, 2):
        tasks.note.defer(skovde, number=number)
    run_worker()
    with in_region(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_events SET at = at - interval '8 days'"
            " WHERE job_id = (SELECT min(id) FROM procrastinate_jobs)"
        )
    upkeep.remove_finished.defer(timestamp=0)
    run_worker()
    assert [name for name, _, _ in states()] == ["tests.note", "jobs.remove_finished"]


def test_listening_goes_on_when_the_database_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = []

    async def listen(self: object, on_notification: object, channels: object) -> None:
        attempts.append(channels)
        if len(attempts) < 4:
            raise exceptions.ConnectorException("refused")
        raise asyncio.CancelledError

    monkeypatch.setattr(PsycopgConnector, "listen_notify", listen)
    monkeypatch.setattr(connector, "PAUSE", 0)
    with pytest.raises(asyncio.CancelledError):
        apart(lambda: asyncio.run(connector.WorkerConnector().listen_notify(on_notification=None, channels=["a"])))  # type: ignore[arg-type]
    assert attempts == [["a"]] * 4


def test_worker_process_ends_calmly_when_asked(skovde: Municipality) -> None:
    settings_of_it = {
        **os.environ,
        "DATABASE_URL": settings.DATABASE_ADMIN_URL,
        "DJANGO_SETTINGS_MODULE": "sluss.settings",
        "SLUSS_PROCESS": "worker",
    }
    worker = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=settings_of_it)
    try:
        wait_for_a_worker()
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0
    finally:
        worker.kill()
        worker.wait()
    with in_region(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_workers")
        assert cursor.fetchone() == (0,)


def wait_for_a_worker() -> None:
    """Waits on the database's own words, up to half a minute."""
    url = settings.DATABASE_ADMIN_URL
    with psycopg.connect(url, autocommit=True) as listening:
        for _ in range(300):
            found = listening.execute("SELECT count(*) FROM procrastinate_workers").fetchone()
            if found and found[0]:
                return
            listening.execute("SELECT pg_sleep(0.1)")
    raise AssertionError("no worker registered itself")
