"""Diary numbers: one series per authority and year, without gaps however many arrive at once."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from tenants.organisation.models import Authority

# One statement: it makes the year's series where it is missing, and locks its row either way.
TAKE = """
    INSERT INTO organisation_diaryseries AS series (authority_id, year, last_number) VALUES (%s, %s, %s)
    ON CONFLICT (authority_id, year) DO UPDATE SET last_number = series.last_number + EXCLUDED.last_number
    RETURNING last_number
"""


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
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A diary number is taken in the transaction that uses it.")
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [authority.pk, received_on.year, count])
        (last,) = cursor.fetchone()
    return [
        DiaryNumber(authority.abbreviation, received_on.year, number) for number in range(last - count + 1, last + 1)
    ]
