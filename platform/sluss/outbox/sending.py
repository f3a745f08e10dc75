"""Putting entries into the open municipality's outbox."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, transaction

from sluss import clock
from sluss.outbox.models import OutboxEntry
from sluss.outbox.tasks import bring

BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What goes to the region. `version` grows with every change of the same `kind` and `key`."""

    kind: str
    key: str
    version: int
    payload: dict[str, Any]


def send(*, kind: str, key: str, version: int, payload: dict[str, Any], using: str = DEFAULT_DB_ALIAS) -> None:
    """Put one entry into the outbox; see `send_many`."""
    send_many([Entry(kind=kind, key=key, version=version, payload=payload)], using=using)


def send_many(entries: Iterable[Entry], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Put entries into the outbox in the transaction that makes them true, and wake the relay, once a transaction.

    Raises TransactionManagementError outside a transaction. With `using="records"` nothing is woken, because that login
    does not reach the queue: the sweep of every minute brings those entries.
    """
    if not transaction.get_connection(using).in_atomic_block:
        raise transaction.TransactionManagementError("an entry is sent in the transaction that makes it true")
    now = clock.now()
    rows = [OutboxEntry(kind=e.kind, key=e.key, version=e.version, payload=e.payload, created_at=now) for e in entries]
    OutboxEntry.objects.using(using).bulk_create(rows, batch_size=BATCH)
    if rows and using == DEFAULT_DB_ALIAS:
        bring.defer_once()
