"""Swedish working days, checked against almanacs."""

import datetime as dt

import pytest

from tenants.pipeline.working_days import add_working_days, holidays, is_working_day, working_days_between


@pytest.mark.parametrize(
    ("year", "easter_monday"),
    [
        (2024, dt.date(2024, 4, 1)),
        (2025, dt.date(2025, 4, 21)),
        (2026, dt.date(2026, 4, 6)),
        (2027, dt.date(2027, 3, 29)),
    ],
)
def test_easter_monday_is_off(year: int, easter_monday: dt.date) -> None:
    assert easter_monday in holidays(year)
    assert not is_working_day(easter_monday)


def test_midsummer_eve_is_off() -> None:
    assert not is_working_day(dt.date(2026, 6, 19))
    assert is_working_day(dt.date(2026, 6, 18))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (dt.date(2026, 11, 20), 1, dt.date(2026, 11, 23)),  # over a weekend
        (dt.date(2026, 12, 23), 1, dt.date(2026, 12, 28)),  # over Christmas
        (dt.date(2026, 4, 2), 1, dt.date(2026, 4, 7)),  # over Easter
        (dt.date(2026, 11, 16), 0, dt.date(2026, 11, 16)),
        (dt.date(2026, 11, 16), 5, dt.date(2026, 11, 23)),
    ],
)
def test_working_days_are_added(start: dt.date, count: int, end: dt.date) -> None:
    assert add_working_days(start, count) == end
    assert working_days_between(start, end) == count
