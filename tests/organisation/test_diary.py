"""Diary numbers have no gaps and no doubles, however many take them at once and however often one is given back."""

import datetime as dt
import threading
from collections.abc import Iterator

import pytest
from django.db import connections, transaction

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.organisation.diary import take_number, take_numbers
from tenants.organisation.models import Authority, DiarySeries

RECEIVED = dt.date(2026, 5, 4)


def _take_some(place: Municipality, tries: Iterator[int], kept: list[int], given_back: list[int]) -> None:
    try:
        with in_municipality(place):
            authority = Authority.objects.get()
            for number_of_try in tries:
                with transaction.atomic():
                    taken = [one.number for one in take_numbers(authority=authority, received_on=RECEIVED, count=2)]
                    rolled_back = number_of_try % 3 == 0
                    transaction.set_rollback(rolled_back)
                (given_back if rolled_back else kept).extend(taken)
    finally:
        connections["default"].close()


@pytest.mark.django_db(transaction=True)
def test_numbers_are_gapless_and_unique_under_concurrency(skovde: Municipality) -> None:
    lists: list[tuple[list[int], list[int]]] = [([], []) for _ in range(6)]
    threads = [
        threading.Thread(target=_take_some, args=(skovde, iter(range(number, 60, 6)), *found))
        for number, found in enumerate(lists)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    kept = sorted(number for one, _back in lists for number in one)
    given_back = [number for _kept, back in lists for number in back]
    assert kept == list(range(1, 81))
    assert len(given_back) == 40
    with in_municipality(skovde):
        assert DiarySeries.objects.get(year=2026).last_number == 80


def test_series_are_apart_for_each_authority_and_year(in_skovde: Municipality) -> None:
    board = Authority.objects.get()
    schools = Authority.objects.create(name="Barn- och utbildningsnämnden", abbreviation="BUN")
    days = (dt.date(2026, 12, 31), dt.date(2027, 1, 1), dt.date(2026, 12, 31))
    with transaction.atomic():
        numbers = [str(take_number(authority=board, received_on=day)) for day in days]
        numbers.append(str(take_number(authority=schools, received_on=days[0])))
    assert numbers == ["KS 2026/0001", "KS 2027/0001", "KS 2026/0002", "BUN 2026/0001"]


def test_series_of_municipalities_are_apart(skovde: Municipality, hjo: Municipality) -> None:
    taken = []
    for place in (skovde, hjo, skovde):
        with in_municipality(place), transaction.atomic():
            taken.append(take_number(authority=Authority.objects.get(), received_on=RECEIVED).number)
    assert taken == [1, 1, 2]
