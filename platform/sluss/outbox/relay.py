"""Brings a municipality's outbox to the region: read in its scope, write in the region, delete in its scope.

Three steps, three transactions: a stop between them repeats a step and changes nothing, because receiving is idempotent.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from sluss.outbox.models import OutboxEntry
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region

BATCH = 500


@dataclass(frozen=True)
class Sent:
    """One entry as it arrives in the region."""

    key: str
    version: int
    payload: dict[str, Any]


Receiver = Callable[[Municipality, list[Sent]], None]
_receivers: dict[str, Receiver] = {}


def receives(kind: str) -> Callable[[Receiver], Receiver]:
    """Names the function of the regional layer that takes entries of a kind; it must be idempotent."""

    def register(receiver: Receiver) -> Receiver:
        _receivers[kind] = receiver
        return receiver

    return register


def send(*, kind: str, key: str, version: int, payload: dict[str, Any], at: Any) -> None:
    """Put an entry into the open municipality's outbox, in the transaction that makes it true."""
    OutboxEntry.objects.create(kind=kind, key=key, version=version, payload=payload, created_at=at)


def relay(municipality: Municipality) -> int:
    """Bring everything that waits to the region; returns how many entries went."""
    sent = 0
    while batch := _waiting(municipality):
        _deliver(municipality, batch)
        with in_municipality(municipality):
            OutboxEntry.objects.filter(pk__in=[entry.pk for entry in batch]).delete()
        sent += len(batch)
    return sent


def _waiting(municipality: Municipality) -> list[OutboxEntry]:
    with in_municipality(municipality):
        return list(OutboxEntry.objects.order_by("id")[:BATCH])


def _deliver(municipality: Municipality, batch: Iterable[OutboxEntry]) -> None:
    by_kind: dict[str, dict[str, Sent]] = {}
    for entry in batch:
        newest = by_kind.setdefault(entry.kind, {})
        known = newest.get(entry.key)
        if known is None or known.version < entry.version:
            newest[entry.key] = Sent(key=entry.key, version=entry.version, payload=entry.payload)
    with in_region(), transaction.atomic():
        for kind, newest in by_kind.items():
            _receivers[kind](municipality, list(newest.values()))
