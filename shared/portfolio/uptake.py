"""How the sluices themselves spread: in how many municipalities ideas came in, month by month. One query."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from django.db.models import Min

from shared.portfolio.scope import Scope
from sluss import clock
from sluss.web.figures.spread import Month

MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Uptake:
    """`months` from the first with an idea to the present one, cumulative; `of` is how many could take part."""

    of: int
    months: list[Month]


def uptake(*, scope: Scope) -> Uptake:
    """A municipality takes part from the month that its first idea came in, as far as the choice shows it."""
    begun = scope.municipalities().annotate(first=Min("facts__received_on", filter=scope.choice.facts("facts")))
    first_days = list(begun.values_list("first", flat=True))
    began = Counter(_number(day) for day in first_days if day)
    if not began:
        return Uptake(len(first_days), [])
    numbers = range(min(began), max(_number(clock.today()), *began) + 1)
    reached = accumulate(began[number] for number in numbers)
    return Uptake(
        len(first_days), [Month(_first_day(number), count) for number, count in zip(numbers, reached, strict=True)]
    )


def _number(day: dt.date) -> int:
    return day.year * MONTHS_A_YEAR + day.month - 1


def _first_day(number: int) -> dt.date:
    return dt.date(number // MONTHS_A_YEAR, number % MONTHS_A_YEAR + 1, 1)
