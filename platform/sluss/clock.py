"""The one source of time, so that a test or a replay can hold it still."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def now() -> dt.datetime:
    """The present instant, aware, in UTC."""
    return timezone.now()


def today() -> dt.date:
    """The calendar day in Sweden: a promise in working days is counted in the reader's days."""
    return timezone.now().astimezone(STOCKHOLM).date()
