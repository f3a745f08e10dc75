"""The one source of time, so that a test or a replay can hold it still."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.utils import timezone

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_held: ContextVar[dt.datetime | None] = ContextVar("held", default=None)


def now() -> dt.datetime:
    """The present instant, aware, in UTC."""
    return _held.get() or timezone.now()


def today() -> dt.date:
    """The calendar day in Sweden: a promise in working days is counted in the reader's days."""
    return now().astimezone(STOCKHOLM).date()


@contextmanager
def held_at(instant: dt.datetime) -> Iterator[None]:
    """It is `instant` (aware) for everything that this thread does inside: for tests and for replaying a history."""
    token = _held.set(instant)
    try:
        yield
    finally:
        _held.reset(token)
