"""Brakes on floods: so many tries from one place within an hour, so many letters that strangers cause to one address
within a day. No address is kept, only a digest of the day."""

import datetime as dt
import ipaddress

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest

from sluss import clock
from sluss.secrets import keyed_digest
from tenants.intake.models import Throttle

KEPT = dt.timedelta(hours=25)
LETTERS_A_DAY = 5


def is_flooding(request: HttpRequest, *, action: str, limit: int) -> bool:
    """Count a try and say whether there have been more than `limit` from this place within the running hour."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    return _count(action, _sealed(_address(request)), hour) > limit


def is_written_to_too_often(email: str) -> bool:
    """Count a letter that somebody without an account causes, and say whether the address has had its share today.

    Anyone can type anyone's address and choose much of what stands in the letter; from however many places it is asked
    for, nobody gets more than LETTERS_A_DAY.
    """
    today = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return _count("letter", _sealed(f"to {email.strip().casefold()}"), today) > LETTERS_A_DAY


def _count(action: str, place: str, since: dt.datetime) -> int:
    Throttle.objects.filter(hour__lt=clock.now() - KEPT).delete()
    Throttle.objects.bulk_create([Throttle(action=action, place=place, hour=since)], ignore_conflicts=True)
    row = Throttle.objects.filter(action=action, place=place, hour=since)
    row.update(count=F("count") + 1)
    return row.values_list("count", flat=True).get()


def _sealed(told: str) -> str:
    return keyed_digest(told, purpose=f"intake.throttle.{clock.today():%Y-%m-%d}")


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
