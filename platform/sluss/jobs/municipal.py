"""Tasks of a municipality: deferred in the transaction that causes them, run in the municipality's scope."""

import logging
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Protocol

from django.db import connection, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sluss.registry.models import Municipality
from sluss.tenancy import ScopeError, in_municipality
from sluss.tenancy.scope import current_municipality_key, in_job_queue, work_starts_in_region

LOCK = """
SELECT own.lock, EXISTS (SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = own.lock AND status = 'todo')
FROM (SELECT %s || ' ' || pg_current_xact_id()::text AS lock) own
"""
log = logging.getLogger(__name__)
TRIES = 8
RETRY = RetryStrategy(max_attempts=TRIES, exponential_wait=3)
LONGEST_KEY = 80

type Key = int | str | uuid.UUID
Body = Callable[..., None]


class MunicipalTask(Protocol):
    """A task whose body runs in the scope of the municipality that it was deferred for."""

    name: str

    def defer(self, municipality: Municipality | None = None, /, **keys: Key) -> None: ...
    def defer_once(self, municipality: Municipality | None = None, /) -> None: ...
    def __call__(self, municipality_key: str, **keys: Key) -> None: ...


class _Task:
    def __init__(self, name: str, body: Body, queue: str) -> None:
        @wraps(body)
        def run(*, municipality_key: str, **keys: Key) -> None:
            self(municipality_key, **keys)

        self.name, self.body = name, body
        self.task = app.task(name=name, queue=queue, retry=RETRY)(run)

    def __call__(self, municipality_key: str, **keys: Key) -> None:
        """What the worker calls. A job of a municipality that is not in use any more is dropped with a warning."""
        with work_starts_in_region():
            municipality = Municipality.objects.ready().filter(key=municipality_key).first()
            if municipality is None:
                log.warning("A job was left for a municipality that is not in use any more.")
                return
            with in_municipality(municipality):
                self.body(municipality, **keys)

    def defer(self, municipality: Municipality | None = None, /, **keys: Key) -> None:
        """Ask for the work in the transaction that is open now: a rollback drops the job as well.

        Without `municipality` it is for the one that is worked in. `keys` are identifiers, never content: the queue
        lies in the regional schema. Raises ScopeError in the region without a municipality, TypeError or ValueError for
        a value that is no identifier.
        """
        arguments = {name: _identifier(name, value) for name, value in keys.items()}
        key = _key_of(municipality)
        with in_job_queue():
            self.task.defer(municipality_key=key, **arguments)

    def defer_once(self, municipality: Municipality | None = None, /) -> None:
        """Ask for work without keys; thousands of times in one transaction give one job.

        The job carries the transaction's number as its queueing lock. So no other transaction can hold that lock
        (waiting for one would abort the later writer), and a job that went with a rolled-back savepoint is asked for
        again. One that another transaction left waiting does not count: it may run before this one commits.
        Raises TransactionManagementError outside a transaction.
        """
        key = _key_of(municipality)
        if not connection.in_atomic_block:
            raise transaction.TransactionManagementError(f"{self.name} is deferred in the transaction that causes it")
        with in_job_queue():
            lock, waits = _lock_of_transaction(f"{self.name} {key}")
            if not waits:
                self.task.configure(queueing_lock=lock).defer(municipality_key=key)


def municipal_task(*, name: str, queue: str = "default") -> Callable[[Body], MunicipalTask]:
    """A task `body(municipality, **keys)` that runs in the municipality's scope, with eight tries growing apart."""

    def decorate(body: Body) -> MunicipalTask:
        return _Task(name, body, queue)

    return decorate


def _key_of(municipality: Municipality | None) -> str:
    key = str(municipality.key) if municipality else current_municipality_key()
    if not key:
        raise ScopeError("a job needs its municipality: none was given and none is worked in")
    return key


def _identifier(name: str, value: Key) -> int | str:
    if not isinstance(value, int | str | uuid.UUID):
        raise TypeError(f"{name}: a job takes identifiers, not {type(value).__name__}")
    if isinstance(value, int):
        return value
    if len(str(value)) > LONGEST_KEY:
        raise ValueError(f"{name}: a job takes identifiers, and this is longer than {LONGEST_KEY} characters")
    return str(value)


def _lock_of_transaction(name: str) -> tuple[str, bool]:
    """The name with the number of the open transaction, and whether a job that holds it waits already."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [name])
        lock, waits = cursor.fetchone()
        return str(lock), bool(waits)
