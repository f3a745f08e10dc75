"""A brake on floods: so many tries from one place within an hour. No address is kept, only a digest of the day."""

import datetime as dt
import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest

from sluss import clock
from tenants.intake.models import Throttle

KEPT = dt.timedelta(hours=24)


def is_flooding(request: HttpRequest, *, action: str, limit: int) -> bool:
    """Count a try and say whether there have been more than `limit` from this place within the running hour."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    place = _place(request)
    Throttle.objects.filter(hour__lt=hour - KEPT).delete()
    Throttle.objects.bulk_create([Throttle(action=action, place=place, hour=hour)], ignore_conflicts=True)
    row = Throttle.objects.filter(action=action, place=place, hour=hour)
    row.update(count=F("count") + 1)
    return row.filter(count__gt=limit).exists()


def _place(request: HttpRequest) -> str:
    today = f"{clock.today():%Y-%m-%d}"
    address = _address(request)
    return hmac.new(f"{settings.SECRET_KEY}{today}".encode(), address.encode(), hashlib.sha256).hexdigest()


def _address(request: HttpRequest) -> str:
    """The client's address; behind a proxy of ours the last one that the proxy itself has seen."""
    if settings.USE_X_FORWARDED_HOST:
        return _network(str(request.headers.get("X-Forwarded-For", "")).rpartition(",")[2].strip())
    return _network(str(request.META.get("REMOTE_ADDR", "")))


def _network(address: str) -> str:
    """An IPv4 address as it is; of an IPv6 address the first half, as every household may use all of the second."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 6 and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
