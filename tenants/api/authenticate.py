"""From a secret to the key that it opens in the municipality of the request's host, and in no other."""

import datetime as dt

from django.db.models import Q

from sluss import clock
from tenants.api.keep_keys import PREFIX, SECRET
from tenants.api.models import ApiKey

# Often enough to see whether a key is still in use, without a write for every request.
NOTED_EVERY = dt.timedelta(minutes=5)


def open_key(*, secret: str) -> ApiKey | None:
    """One statement, and a second one every five minutes to note that it was used."""
    if not secret.startswith(PREFIX) or len(secret) > 100:
        return None
    now = clock.now()
    key = (
        ApiKey.objects.select_related("integration__member")
        .filter(digest=SECRET.digest(secret), revoked_at=None, expires_on__gte=clock.today())
        .filter(integration__member__active=True)
        .first()
    )
    if key is not None and (key.last_used_at is None or key.last_used_at < now - NOTED_EVERY):
        stale = Q(last_used_at=None) | Q(last_used_at__lt=now - NOTED_EVERY)
        ApiKey.objects.filter(stale, pk=key.pk).update(last_used_at=now)
    return key
