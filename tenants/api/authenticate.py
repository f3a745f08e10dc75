"""From a secret to the key that it opens in the municipality of the request's host, and in no other."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from sluss import clock
from sluss.tenancy.rows import columns_of, from_row
from tenants.api.keep_keys import PREFIX, SECRET
from tenants.api.models import ApiKey, Integration
from tenants.people.models import Member

# Often enough to see whether a key is still in use, without a write for every request.
NOTED_EVERY = dt.timedelta(minutes=5)
# Asked before everything that another system asks.
OPENED = f"""
SELECT k.id, k.scopes, k.last_used_at, {columns_of(Member, "m")}
FROM {ApiKey._meta.db_table} k
JOIN {Integration._meta.db_table} i ON i.id = k.integration_id
JOIN {Member._meta.db_table} m ON m.id = i.member_id
WHERE k.digest = %s AND k.revoked_at IS NULL AND k.expires_on >= %s AND m.active"""  # noqa: S608 (constants of this file)


@dataclass(frozen=True)
class OpenedKey:
    """What a request may do: what the member may, within the scopes of the key."""

    pk: int
    scopes: list[str]
    member: Member


def open_key(*, secret: str) -> OpenedKey | None:
    """One statement, and a second one every five minutes to note that it was used."""
    if not secret.startswith(PREFIX) or len(secret) > 100:
        return None
    with connection.cursor() as cursor:
        cursor.execute(OPENED, [SECRET.digest(secret), clock.today()])
        found = cursor.fetchone()
    member = from_row(Member, found[3:]) if found else None
    if member is None:
        return None
    pk, scopes, last_used_at = found[:3]
    _note(pk, last_used_at)
    return OpenedKey(pk, scopes, member)


def _note(pk: int, last_used_at: dt.datetime | None) -> None:
    due = clock.now() - NOTED_EVERY
    if last_used_at is None or last_used_at < due:
        stale = Q(last_used_at=None) | Q(last_used_at__lt=due)
        ApiKey.objects.filter(stale, pk=pk).update(last_used_at=clock.now())
