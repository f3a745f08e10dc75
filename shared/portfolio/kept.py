"""What has been counted and drawn is kept until a fact changes."""

from collections.abc import Callable
from typing import Any

from shared.portfolio.stamp import facts_stamp
from sluss.tenancy import generation, in_region
from sluss.web.counted import kept_while

KEPT_SECONDS = 600  # what is no fact, such as a municipality's name, may be as old as this


def kept[T](what: str, *parts: Any, make: Callable[[], T]) -> T:
    """`make()`, or what it gave last time for the same parts, facts, language and day.

    `parts` must say whose facts were counted: two people who may see different municipalities never share an entry.
    """
    with in_region():
        stands = facts_stamp(), generation.current("hosts")
        return kept_while("portfolio", what, parts, stands, seconds=KEPT_SECONDS, make=make)
