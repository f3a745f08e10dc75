"""Notices from the federation or the operator, shown on the members' start page."""

import datetime as dt
from typing import Any

from django.db.models import Q

from sluss import clock
from sluss.tenancy.models import RegionalMessage
from tenants.reporting.inbound import applies
from tenants.reporting.models import Notice

KIND = "notice"
SHOWN_DAYS = 30
MOST = 5


def current_notices() -> list[Notice]:
    """The notices that the municipality's people see today: at most five, newest first, none over 30 days old."""
    begins = clock.now() - dt.timedelta(days=SHOWN_DAYS)
    today = clock.today()
    shown = Q(shown_until__isnull=True) | Q(shown_until__gte=today)
    return list(Notice.objects.filter(shown, published_at__gte=begins)[:MOST])


def notice_payload(*, title: str, text: str, shown_until: dt.date | None = None) -> dict[str, Any]:
    """The content of a notice as it travels. Raises ValidationError where a municipality could not take it."""
    notice = Notice(title=title, text=text, shown_until=shown_until)
    notice.clean_fields(exclude=["key", "version", "published_at"])
    return {"title": title, "text": text, "shown_until": shown_until.isoformat() if shown_until else None}


@applies(KIND)
def publish_notice(message: RegionalMessage) -> None:
    """Show the notice, or what a later version made of it. An older version that comes late changes nothing."""
    payload = message.payload
    until = payload.get("shown_until")
    content = {
        "version": message.version,
        "title": payload["title"],
        "text": payload["text"],
        "shown_until": dt.date.fromisoformat(until) if until else None,
    }
    notice = Notice(key=message.key, published_at=clock.now(), **content)
    notice.clean_fields()
    known = Notice.objects.select_for_update(no_key=True).filter(key=message.key).first()
    if known is None:
        notice.save(force_insert=True)
    elif known.version < message.version:
        Notice.objects.filter(pk=known.pk).update(**content)
