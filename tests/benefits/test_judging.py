"""Confidence, change and due days."""

import datetime as dt
from decimal import Decimal

import pytest

from tenants.benefits.judging import add_months, confidence_of, due_on, escalates_on, gain, latest_of
from tenants.benefits.models import Point

# Ground before, after, at 6 and at 12 months (g guess, s stories, m measured, - none), and the confidence.
LEVELS = {
    "----": "A",
    "m---": "A",
    "-m--": "A",
    "-mmm": "A",
    "gg--": "A",
    "gm--": "A",
    "gmmm": "A",
    "mg--": "A",
    "ss--": "B",
    "sm--": "B",
    "smmm": "B",
    "ms--": "B",
    "mss-": "B",
    "mm--": "C",
    "m--m": "C",
    "mms-": "C",
    "mmg-": "C",
    "mmm-": "D",
    "mm-m": "D",
    "m-mm": "D",
    "mmmm": "D",
}
GROUNDS = {"g": "guess", "s": "stories", "m": "measured"}


@pytest.mark.parametrize(("given", "level"), LEVELS.items())
def test_confidence_is_never_better_than_the_evidence(given: str, level: str) -> None:
    known: dict[str, str] = {
        point: GROUNDS[ground] for point, ground in zip(Point, given, strict=True) if ground != "-"
    }
    assert confidence_of(known) == level


@pytest.mark.parametrize(
    ("start", "end", "more", "expected"),
    [
        (10, 4, False, 6),
        (10, 4, True, -6),
        (4, 10, True, 6),
        (None, 4, True, None),
        (4, None, True, None),
        (0, 0, True, 0),
    ],
)
def test_gain_is_how_much_better(start: int | None, end: int | None, more: bool, expected: int | None) -> None:
    known = [None if number is None else Decimal(number) for number in (start, end)]
    assert gain(*known, more_is_better=more) == expected


def test_latest_value_counts_and_the_baseline_is_none_of_them() -> None:
    values: dict[str, Decimal] = {Point.BASELINE: Decimal(1), Point.AFTER: Decimal(2), Point.MONTHS_6: Decimal(3)}
    assert latest_of(values) == 3
    assert latest_of({Point.BASELINE: Decimal(1)}) is None


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2028, 1, 31), 1, (2028, 2, 29)),
        ((2026, 8, 31), 6, (2027, 2, 28)),
        ((2026, 12, 1), 1, (2027, 1, 1)),
        ((2026, 3, 15), 12, (2027, 3, 15)),
    ],
)
def test_months_later(day: tuple[int, int, int], months: int, expected: tuple[int, int, int]) -> None:
    assert add_months(dt.date(*day), months) == dt.date(*expected)


def test_values_are_due_after_the_day_of_use() -> None:
    day = dt.date(2026, 1, 12)
    assert [due_on(point, in_use_from=day) for point in Point] == [
        None,
        dt.date(2026, 2, 12),
        dt.date(2026, 7, 12),
        dt.date(2027, 1, 12),
    ]
    assert due_on(Point.AFTER, in_use_from=None) is None


def test_patience_is_counted_in_working_days() -> None:
    assert escalates_on(dt.date(2026, 9, 1)) == dt.date(2026, 9, 15)
