"""What the values of a measure say, as pure functions: how far one may trust them, how much changed, what is due."""

import calendar
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db import models
from django.utils.translation import pgettext_lazy

from tenants.benefits.models import Ground, Point
from tenants.pipeline.working_days import add_working_days

# Months after the day of use on which each value is due. "After" is a month in, when the new way has settled.
DUE_MONTHS = {Point.AFTER: 1, Point.MONTHS_6: 6, Point.MONTHS_12: 12}
LATER = tuple(DUE_MONTHS)
# Working days that a value may wait before the innovation manager is told.
PATIENCE = 10
REPEATED = 2


class Confidence(models.TextChoices):
    """How far a benefit can be trusted (DOMAIN.md)."""

    GUESS = "A", pgettext_lazy("confidence", "A – a guess")
    STORIES = "B", pgettext_lazy("confidence", "B – stories")
    MEASURED = "C", pgettext_lazy("confidence", "C – measured")
    REPEATED = "D", pgettext_lazy("confidence", "D – measured again")


PROVEN = (Confidence.MEASURED, Confidence.REPEATED)
STRENGTH = {Ground.GUESS: 0, Ground.STORIES: 1, Ground.MEASURED: 2}


def confidence_of(grounds: Mapping[str, str]) -> Confidence:
    """From the ground of each point that has a value. A change has two ends, so it is never better known than the
    weaker of them: without a baseline or a later value it is a guess, whatever the other end rests on."""
    if Point.BASELINE not in grounds:
        return Confidence.GUESS
    start = STRENGTH[Ground(grounds[Point.BASELINE])]
    ends = [min(start, STRENGTH[Ground(grounds[point])]) for point in LATER if point in grounds]
    if ends.count(STRENGTH[Ground.MEASURED]) >= REPEATED:
        return Confidence.REPEATED
    best = max(ends, default=0)
    return (Confidence.GUESS, Confidence.STORIES, Confidence.MEASURED)[best]


def latest_of(values: Mapping[str, Decimal]) -> Decimal | None:
    """The value of the last point after the baseline that has one."""
    return next((values[point] for point in reversed(LATER) if point in values), None)


def gain(start: Decimal | None, end: Decimal | None, *, more_is_better: bool) -> Decimal | None:
    """How much better `end` is than `start`, in the measure's unit; less than 0 where it is worse. None where either
    is not known."""
    if start is None or end is None:
        return None
    return end - start if more_is_better else start - end


def due_on(point: str, *, in_use_from: dt.date | None) -> dt.date | None:
    """The day on which the point's value is due; None for the baseline, and while the day of use is not known."""
    if in_use_from is None or point not in DUE_MONTHS:
        return None
    return add_months(in_use_from, DUE_MONTHS[Point(point)])


def escalates_on(due: dt.date) -> dt.date:
    return add_working_days(due, PATIENCE)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
