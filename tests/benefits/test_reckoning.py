"""The sums of a calculation."""

from decimal import Decimal
from typing import Any

import pytest

from tenants.benefits.models import Kind
from tenants.benefits.reckoning import Range, over_all_years, totals_of
from tests.factories.benefits import a_line


def span(low: float, likely: float, high: float) -> Range:
    return Range(*(Decimal(str(number)) for number in (low, likely, high)))


def test_difference_is_as_wide_as_it_can_be() -> None:
    assert span(10, 20, 30) - span(1, 5, 12) == span(-2, 15, 29)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, span(1, 2, 3)),
        ({"years": 4}, span(4, 8, 12)),
        ({"years": 4, "per_year": False}, span(1, 2, 3)),
    ],
)
def test_line_lasts_its_years_only_when_it_comes_back(changes: dict[str, Any], expected: Range) -> None:
    assert over_all_years(a_line(**changes)) == expected


def test_costs_are_taken_from_gains_the_cautious_way() -> None:
    gain = a_line(low=Decimal(100), likely=Decimal(200), high=Decimal(300))
    cost = a_line(is_cost=True, low=Decimal(10), likely=Decimal(20), high=Decimal(50))
    assert totals_of([gain, cost], hourly_rate=Decimal(400)).money == span(50, 180, 290)


def test_freed_time_is_no_money_until_somebody_says_what_happens_with_it() -> None:
    idle = totals_of([a_line(kind=Kind.FREED_TIME)], hourly_rate=Decimal(400))
    assert (idle.money, idle.hours, idle.counted) == (Range(), span(1, 2, 3), Range())
    used = totals_of([a_line(kind=Kind.FREED_TIME, use_of_time="En vakans mindre")], hourly_rate=Decimal(400))
    assert (used.money, used.counted_hours, used.with_time) == (Range(), span(1, 2, 3), span(400, 800, 1200))


def test_blank_use_is_no_use() -> None:
    found = totals_of([a_line(kind=Kind.FREED_TIME, use_of_time="  ")], hourly_rate=Decimal(400))
    assert found.counted == Range()


def test_quality_and_environment_are_in_no_sum() -> None:
    lines = [a_line(kind=Kind.QUALITY, unit="klagomål"), a_line(kind=Kind.ENVIRONMENT, unit="kg")]
    found = totals_of(lines, hourly_rate=Decimal(400))
    assert (found.money, found.hours, found.with_time) == (Range(), Range(), Range())


def test_nothing_comes_to_nothing() -> None:
    assert totals_of([], hourly_rate=Decimal(400)).with_time.is_zero
