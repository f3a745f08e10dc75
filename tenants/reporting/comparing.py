"""What the region should know of a municipality held against what it knows: for facts and for texts alike."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Expected:
    """What the municipality would say of a key now."""

    version: int
    payload: dict[str, Any]


@dataclass(frozen=True)
class Known:
    """What the region says of it."""

    version: int
    gone: bool
    payload: dict[str, Any]


@dataclass
class Comparison:
    """Keys by what is wrong with the region's row; none of them explained by an entry that still waits."""

    pending: int
    expected: Mapping[str, Expected]
    known: Mapping[str, Known]
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    @property
    def drift(self) -> int:
        return len(self.missing) + len(self.extra) + len(self.stale)

    @property
    def wrong(self) -> list[str]:
        """Keys whose row has to be written anew."""
        return self.missing + self.stale


def held_against(
    *, expected: Mapping[str, Expected], waiting: Collection[str], known: Mapping[str, Known]
) -> Comparison:
    """`waiting` are the keys that entries are on their way for."""
    there, explained = {key for key, row in known.items() if not row.gone}, set(waiting)
    return Comparison(
        pending=len(waiting),
        expected=expected,
        known=known,
        missing=sorted(expected.keys() - there - explained),
        extra=sorted(there - expected.keys() - explained),
        stale=sorted(key for key in there & expected.keys() - explained if _is_stale(known[key], expected[key])),
    )


def looked_twice(look: Callable[[], Comparison]) -> Comparison:
    """People work meanwhile: what looks wrong is looked at a second time, because a change may have been brought to the
    region between the first look at the one side and at the other."""
    first = look()
    if not first.drift:
        return first
    second = look()
    for name in ("missing", "extra", "stale"):
        setattr(second, name, [key for key in getattr(second, name) if key in getattr(first, name)])
    return second


def one_snapshot() -> None:
    """Read everything that follows in this transaction as it was at one instant."""
    # Inside somebody else's transaction (a test's) the snapshot is theirs.
    if not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _is_stale(known: Known, expected: Expected) -> bool:
    """Other content, or a version that no event has: it would keep the next ones out."""
    return known.payload != expected.payload or known.version > expected.version
