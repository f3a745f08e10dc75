"""Swedish working days: Monday to Friday, but not public holidays nor the eves on which municipalities are closed.

Source: lag (1989:253) om allmänna helgdagar; the eves follow the public sector's agreements.
"""

import datetime as dt
from functools import lru_cache

DAY = dt.timedelta(days=1)
FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
FROM_EASTER = (-2, 1, 39)  # Good Friday, Easter Monday, Ascension Day
FRIDAY = 4


def add_working_days(day: dt.date, count: int) -> dt.date:
    """The day that lies `count` working days after `day`; `day` itself is not counted. `count` is 0 or more."""
    while count > 0:
        day += DAY
        count -= is_working_day(day)
    return day


def working_days_between(start: dt.date, end: dt.date) -> int:
    """How many working days lie after `start` up to and including `end`; 0 where `end` is not later."""
    return sum(is_working_day(start + DAY * number) for number in range(1, (end - start).days + 1))


def is_working_day(day: dt.date) -> bool:
    return day.weekday() <= FRIDAY and day not in holidays(day.year)


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[dt.date]:
    """The year's days off that can fall on a weekday."""
    easter = _easter_sunday(year)
    fixed = {dt.date(year, month, day) for month, day in FIXED}
    return frozenset(fixed | {easter + DAY * offset for offset in FROM_EASTER} | {_midsummer_eve(year)})


def _midsummer_eve(year: int) -> dt.date:
    """The Friday from 19 to 25 June."""
    nineteenth = dt.date(year, 6, 19)
    return nineteenth + DAY * ((FRIDAY - nineteenth.weekday()) % 7)


def _easter_sunday(year: int) -> dt.date:
    """The Gregorian computus in its anonymous form (Nature, 1876)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    skipped, leap = divmod(century, 4)
    moon = (19 * golden + century - skipped - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * leap + 2 * (rest // 4) - moon - rest % 4) % 7
    correction = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * correction + 114, 31)
    return dt.date(year, month, day + 1)
