"""Diary numbers: one series per authority and year, without gaps however many arrive at once."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from tenants.organisation.models import Authority, DiarySeries


@dataclass(frozen=True)
class DiaryNumber:
    """A number in an authority's series, as it is written on letters: KS 2026/0412."""

    abbreviation: str
    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.abbreviation} {self.year}/{self.number:04d}"


def take_number(*, authority: Authority, received_on: dt.date) -> DiaryNumber:
    """The authority's next number in the year of receipt."""
    return take_numbers(authority=authority, received_on=received_on, count=1)[0]


def take_numbers(*, authority: Authority, received_on: dt.date, count: int) -> list[DiaryNumber]:
    """The next `count` numbers in one piece.

    Must be called inside the transaction that uses them: the series' row stays locked until it ends, and a rollback
    gives the numbers back, which is what keeps the series without gaps. Raises TransactionManagementError outside one.
    """
    if not transaction.get_connection(DiarySeries.objects.db).in_atomic_block:
        raise transaction.TransactionManagementError("A diary number is taken in the transaction that uses it.")
    year = received_on.year
    DiarySeries.objects.bulk_create([DiarySeries(authority=authority, year=year)], ignore_conflicts=True)
    series = DiarySeries.objects.select_for_update(no_key=True).get(authority=authority, year=year)
    DiarySeries.objects.filter(pk=series.pk).update(last_number=F("last_number") + count)
    first = series.last_number + 1
    return [DiaryNumber(authority.abbreviation, year, number) for number in range(first, first + count)]
