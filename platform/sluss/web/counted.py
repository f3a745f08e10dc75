"""What takes long to count is kept in the process until what it was counted from changes.

Cache keys carry the municipality, or the region, that is worked in (sluss.tenancy.cachekeys).
"""

import hashlib
from collections.abc import Callable
from typing import cast

from django.core.cache import caches
from django.utils.translation import get_language

from sluss import clock


def kept_while[T](what: str, *same: object, seconds: int, make: Callable[[], T]) -> T:
    """`make()`, or what it gave at most `seconds` ago in the same language on the same day, while `same` is the same:
    whatever the answer follows from, and whoever it may be shown to, must be told there."""
    told = repr((same, get_language(), clock.today()))
    key = f"{what}:{hashlib.sha256(told.encode()).hexdigest()}"
    found = caches["local"].get(key)
    if found is None:
        found = make()
        caches["local"].set(key, found, seconds)
    return cast("T", found)
