"""The sums of a rough benefit calculation, as pure functions over ranges.

Kronor and hours over the whole time that each line says, neither discounted nor adjusted for prices: a rough
calculation for a decision on whether to try, not an investment appraisal. Money, time, quality and environment are
never added to each other. Freed time becomes kronor only where somebody has said what happens with it, and then by
the case's hourly rate (Ekonomistyrningsverket's guidance on benefit realisation: time nobody takes out is no saving).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, Self

from tenants.benefits.models import Kind


@dataclass(frozen=True)
class Range:
    """Low, likely and high of the same thing."""

    low: Decimal = Decimal(0)
    likely: Decimal = Decimal(0)
    high: Decimal = Decimal(0)

    def __add__(self, other: Self) -> "Range":
        return Range(self.low + other.low, self.likely + other.likely, self.high + other.high)

    def __sub__(self, other: Self) -> "Range":
        """The widest there can be: the low end is the least of this less the most of the other."""
        return Range(self.low - other.high, self.likely - other.likely, self.high - other.low)

    def __mul__(self, factor: Decimal | int) -> "Range":
        """`factor` is 0 or more."""
        return Range(self.low * factor, self.likely * factor, self.high * factor)

    @property
    def is_zero(self) -> bool:
        return not (self.low or self.likely or self.high)


class Counted(Protocol):
    """A line as the sums see it."""

    @property
    def kind(self) -> str: ...
    @property
    def is_cost(self) -> bool: ...
    @property
    def low(self) -> Decimal: ...
    @property
    def likely(self) -> Decimal: ...
    @property
    def high(self) -> Decimal: ...
    @property
    def per_year(self) -> bool: ...
    @property
    def years(self) -> int: ...
    @property
    def use_of_time(self) -> str: ...


def over_all_years(line: Counted) -> Range:
    """The line's amount in its own unit over its whole time: once, or every year for its number of years."""
    return Range(line.low, line.likely, line.high) * (line.years if line.per_year else 1)


@dataclass(frozen=True)
class Totals:
    """What the lines of an alternative come to. `money` is gains less costs in kronor; `hours` is all freed time less
    time spent; `counted_hours` the freed hours that somebody has a use for, and `counted` those hours in kronor."""

    money: Range
    hours: Range
    counted_hours: Range
    counted: Range

    @property
    def with_time(self) -> Range:
        """Kronor with the freed time that has a use."""
        return self.money + self.counted

    def __sub__(self, other: Self) -> "Totals":
        return Totals(
            self.money - other.money,
            self.hours - other.hours,
            self.counted_hours - other.counted_hours,
            self.counted - other.counted,
        )


def totals_of(lines: Iterable[Counted], *, hourly_rate: Decimal) -> Totals:
    """The sums of an alternative. `hourly_rate` is in kronor an hour."""
    found = list(lines)
    time = [line for line in found if line.kind == Kind.FREED_TIME]
    counted_hours = _sum(line for line in time if line.use_of_time.strip() and not line.is_cost)
    return Totals(
        money=_net(line for line in found if line.kind == Kind.FINANCIAL),
        hours=_net(time),
        counted_hours=counted_hours,
        counted=counted_hours * hourly_rate,
    )


def _net(lines: Iterable[Counted]) -> Range:
    found = list(lines)
    return _sum(line for line in found if not line.is_cost) - _sum(line for line in found if line.is_cost)


def _sum(lines: Iterable[Counted]) -> Range:
    return sum((over_all_years(line) for line in lines), start=Range())
