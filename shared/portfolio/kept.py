"""What has been counted and drawn is kept until a fact changes. Keys are the region's (sluss.tenancy.cachekeys)."""

import hashlib
from collections.abc import Callable
from typing import Any, cast

from django.core.cache import caches
from django.utils.translation import get_language

from shared.portfolio.stamp import facts_stamp
from sluss import clock
from sluss.tenancy import generation, in_region

KEPT_SECONDS = 600  # what is no fact, such as a municipality's name, may be as old as this


def kept[T](what: str, *parts: Any, make: Callable[[], T]) -> T:
    """`make()`, or what it gave last time for the same parts, facts, language and day.

    `parts` must say whose facts were counted: two people who may see different municipalities never share an entry.
    """
    with in_region():
        told = repr((what, parts, facts_stamp(), generation.current("hosts"), get_language(), clock.today()))
        key = f"portfolio:{hashlib.sha256(told.encode()).hexdigest()}"
        found = caches["local"].get(key)
        if found is None:
            found = make()
            caches["local"].set(key, found, KEPT_SECONDS)
    return cast("T", found)
