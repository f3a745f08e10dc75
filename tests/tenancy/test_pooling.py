"""Connections that rested in the pool are looked at before use; PgBouncer's transaction mode is refused."""

import select
from collections.abc import Iterator
from itertools import cycle
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connections
from psycopg_pool import ConnectionPool

from sluss.tenancy import pooling, startup
from sluss.tenancy.pooling import TransactionPooling, check_if_stirred, refuse_transaction_pooling

pytestmark = pytest.mark.django_db


class Client:
    """A client of a pooler, to which a server session answers."""

    closed: int = 0

    def __init__(self, session: int) -> None:
        self.session = session

    def execute(self, statement: str) -> Any:
        assert statement == "SELECT pg_backend_pid()"
        return SimpleNamespace(fetchone=lambda: (self.session,))

    def close(self) -> None:
        Client.closed += 1


@pytest.fixture
def rested(db: None) -> Iterator[psycopg.Connection]:
    with psycopg.connect(django_settings.DATABASE_ADMIN_URL, autocommit=True) as connection:
        yield connection


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The connections whose server was asked whether it is there."""
    seen: list[object] = []
    really = ConnectionPool.check_connection
    monkeypatch.setattr(ConnectionPool, "check_connection", lambda one: (seen.append(one), really(one)))
    return seen


def test_connection_that_stands_is_not_asked(rested: psycopg.Connection, asked: list[object]) -> None:
    check_if_stirred(rested)
    assert asked == []


def test_connection_that_was_ended_while_it_rested_is_found_out(
    rested: psycopg.Connection, asked: list[object]
) -> None:
    with psycopg.connect(django_settings.DATABASE_ADMIN_URL, autocommit=True) as administrator:
        administrator.execute("SELECT pg_terminate_backend(%s, 5000)", [rested.info.backend_pid])
    with pytest.raises(psycopg.OperationalError):
        check_if_stirred(rested)
    assert asked == [rested]


def test_connection_that_was_told_something_is_asked_and_stands(
    rested: psycopg.Connection, asked: list[object]
) -> None:
    rested.execute("LISTEN news")
    with psycopg.connect(django_settings.DATABASE_ADMIN_URL, autocommit=True) as other:
        other.execute("NOTIFY news")
    assert select.select([rested.fileno()], [], [], 10)[0]
    check_if_stirred(rested)
    assert asked == [rested]


def test_every_request_s_connection_is_looked_at() -> None:
    assert django_settings.DATABASES["default"]["OPTIONS"]["pool"]["check"] is check_if_stirred


def clients(sessions: list[int]) -> Any:
    numbers: Iterator[int] = cycle(sessions)
    return lambda: Client(next(numbers))


@pytest.mark.parametrize("sessions", [[7], [7, 8], [7, 8, 9]])
def test_sessions_shared_by_clients_are_refused(sessions: list[int]) -> None:
    Client.closed = 0
    with pytest.raises(TransactionPooling, match="session mode"):
        refuse_transaction_pooling(clients(sessions))
    assert Client.closed == pooling.PROBES


def test_session_of_its_own_for_each_client_passes() -> None:
    refuse_transaction_pooling(clients([1, 2, 3, 4]))


def test_direct_connections_pass(db: None) -> None:
    startup.refuse_unsafe_database()


def test_clients_are_let_go_of_where_the_database_fails() -> None:
    Client.closed = 0

    class Failing(Client):
        def execute(self, statement: str) -> Any:
            raise psycopg.OperationalError("gone")

    with pytest.raises(psycopg.OperationalError):
        refuse_transaction_pooling(lambda: Failing(1))  # type: ignore[arg-type,return-value]
    assert Client.closed == pooling.PROBES


def test_database_that_is_away_is_no_reason_not_to_start(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(connections["default"].settings_dict, "PORT", 1)
    startup.refuse_unsafe_database()
    assert "does not answer yet" in caplog.text


def test_worker_does_not_start_behind_such_a_pooler(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(startup, "refuse_transaction_pooling", _refuse)
    with pytest.raises(CommandError, match="shared"):
        call_command("worker", until_empty=True)


def _refuse(connect: object) -> None:
    raise TransactionPooling("shared")
