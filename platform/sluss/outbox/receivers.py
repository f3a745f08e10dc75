"""Who takes what in the regional layer: it registers itself here, so that no import goes upward."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sluss.registry.models import Municipality


@dataclass(frozen=True)
class Sent:
    """One entry as it arrives in the region."""

    key: str
    version: int
    payload: dict[str, Any]


Receiver = Callable[[Municipality, list[Sent]], None]
_receivers: dict[str, Receiver] = {}


def receives(kind: str) -> Callable[[Receiver], Receiver]:
    """Names the function that takes entries of a kind: at most one per key, in the order of their keys.

    It must be idempotent, and must let nothing older replace what it knows: entries come twice and out of order.
    """

    def register(receiver: Receiver) -> Receiver:
        _receivers[kind] = receiver
        return receiver

    return register


def receiver_of(kind: str) -> Receiver:
    """Raises KeyError for a kind that nothing in the region receives; the entry then stays in the outbox."""
    return _receivers[kind]
