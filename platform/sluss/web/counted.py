"""What takes long to count is kept in the process until what it was counted from changes.

Cache keys carry the municipality, or the region, that is worked in (sluss.tenancy.cachekeys).
"""

import hashlib
from collections.abc import Callable
from typing import Any, cast

from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import get_language

from sluss import clock
from sluss.tenancy.backend.writes import generation_of
from sluss.tenancy.scope import current_municipality_key

# The machine that something is written on hears of it at once; others show for so long what was there before.
OTHERS_WAIT_SECONDS = 5


def kept_until_written[T](what: str, *same: object, make: Callable[[], T]) -> T:
    """`make()`, or what it gave since anything was last committed in the municipality, for the same `same`.

    For what is neither the reader's nor anybody's alone: numbers, chambers, units. Inside a transaction nothing is
    kept, because what it has written is nobody else's yet; nor in the region, where writes are not counted.
    """
    municipality = current_municipality_key()
    if not municipality or connection.in_atomic_block:
        return make()
    # Asked before it is made: what is written meanwhile makes it something that nobody is given again.
    return kept_while(what, *same, generation_of(municipality), seconds=OTHERS_WAIT_SECONDS, make=make)


def kept_numbers(counting: QuerySet[Any]) -> list[Any]:
    """The rows of a queryset that counts, kept until something is written under the very statement that counts them:
    so they cannot be of other rows than the reader may see."""
    try:
        statement = counting.query.sql_with_params()
    except EmptyResultSet:
        return []
    return kept_until_written("numbers", *statement, make=lambda: list(counting))


def kept_while[T](what: str, *same: object, seconds: int, make: Callable[[], T]) -> T:
    """`make()`, or what it gave at most `seconds` ago in the same language on the same day, while `same` is the same:
    whatever the answer follows from, and whoever it may be shown to, must be told there."""
    told = repr((same, get_language(), clock.today()))
    key = f"{what}:{hashlib.sha256(told.encode()).hexdigest()}"
    found = caches["counted"].get(key)
    if found is None:
        found = make()
        caches["counted"].set(key, found, seconds)
    return cast("T", found)
