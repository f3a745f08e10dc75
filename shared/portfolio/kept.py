"""What has been counted and drawn is kept until a fact changes. Keys are the region's (sluss.tenancy.cachekeys)."""

import hashlib
from collections.abc import Callable
from typing import Any, cast

from django.core.cache import caches
from django.db.models import Count, Max, Q, Sum
from django.utils.translation import get_language

from shared.portfolio.models import IdeaFact
from sluss import clock
from sluss.tenancy import generation, in_region

KEPT_SECONDS = 600  # what is no fact, such as a municipality's name, may be as old as this


def kept[T](what: str, *parts: Any, make: Callable[[], T]) -> T:
    """`make()`, or what it gave last time for the same parts, facts, language and day.

    `parts` must say whose facts were counted: two people who may see different municipalities never share an entry.
    """
    with in_region():
        told = repr((what, parts, facts_generation(), get_language(), clock.today()))
        key = f"portfolio:{hashlib.sha256(told.encode()).hexdigest()}"
        found = caches["local"].get(key)
        if found is None:
            found = make()
            caches["local"].set(key, found, KEPT_SECONDS)
    return cast("T", found)


def facts_generation() -> tuple[Any, ...]:
    """Differs whenever a fact came, changed, was mended or went. One query.

    Versions grow within their municipality only, so the greatest of all would miss most changes: their sum misses
    none. A mended row has a new key, and one that is gone is counted.
    """
    numbers = IdeaFact.objects.aggregate(
        number=Count("pk"), versions=Sum("version"), newest=Max("pk"), gone=Count("pk", filter=Q(gone=True))
    )
    return (*numbers.values(), generation.current("hosts"))
