"""When things happened: working days counted backwards from today, and hours that people keep."""

import datetime as dt
from random import Random

from sluss import clock
from sluss.clock import STOCKHOLM
from tenants.pipeline.working_days import DAY, is_working_day

DAY_BEGINS, DAY_ENDS = 7 * 60 + 40, 16 * 60 + 20  # minutes
EVENING = (18 * 60 + 30, 22 * 60)
EIGHTEEN_MONTHS = 375  # working days


def working_days_ago(count: int) -> dt.date:
    """The working day that lies `count` working days before today; 1 or more."""
    day = clock.today()
    while count > 0:
        day -= DAY
        count -= is_working_day(day)
    return day


def instant(count: int, rng: Random, *, evening: bool = False) -> dt.datetime:
    """A moment of that day: in office hours, or in the evening. `count` 0 is within the last hour and a half."""
    if count == 0:
        return clock.now() - dt.timedelta(minutes=rng.randint(5, 90))
    minute = rng.randint(*(EVENING if evening else (DAY_BEGINS, DAY_ENDS)))
    local = dt.datetime.combine(working_days_ago(count), dt.time(minute // 60, minute % 60), tzinfo=STOCKHOLM)
    return local.astimezone(dt.UTC)
