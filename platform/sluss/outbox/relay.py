"""Brings a municipality's outbox to the region: read in its scope, write in the region, delete in its scope.

Three steps, three transactions: a stop between them repeats a step and changes nothing, as receiving is idempotent.
"""

from django.db import transaction

from sluss.outbox.models import OutboxEntry
from sluss.outbox.receivers import Sent, receiver_of
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region

BATCH = 500


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


def _deliver(municipality: Municipality, batch: list[OutboxEntry]) -> None:
    by_kind: dict[str, dict[str, Sent]] = {}
    # In the order of the keys, so that two relays that meet lock the region's rows in the same order.
    for entry in sorted(batch, key=lambda entry: (entry.kind, entry.key, entry.version)):
        by_kind.setdefault(entry.kind, {})[entry.key] = Sent(entry.key, entry.version, entry.payload)
    with in_region(), transaction.atomic():
        for kind, newest in by_kind.items():
            receiver_of(kind)(municipality, list(newest.values()))
