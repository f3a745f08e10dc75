"""Summaries: once a morning or once a week, of what a member has not read yet."""

from itertools import groupby

from django.db import transaction

from sluss import clock
from tenants.following.letters import write_digest
from tenants.following.models import How, Notification, Rhythm
from tenants.ideas.access import visible_to
from tenants.people.models import Member

MONDAY = 0


@transaction.atomic
def send_digests() -> int:
    """Write everybody's summary that is due today; returns how many were written. Run again the same day: none.

    What was read on the site meanwhile is left out, and so is what the member may not see any more.
    """
    due = (
        Notification.objects.filter(how=How.DIGEST, mailed_at=None, member__active=True)
        .select_related("member__notification_settings", "idea")
        .order_by("member_id", "-told_at")
        .select_for_update(of=("self",), skip_locked=True)
    )
    return sum(_send(member, list(rows)) for member, rows in groupby(due, key=lambda row: row.member))


def _send(member: Member, rows: list[Notification]) -> bool:
    if _rhythm(member) == Rhythm.WEEKLY and clock.today().weekday() != MONDAY:
        return False
    seen = set(visible_to(member).filter(pk__in={row.idea_id for row in rows}).values_list("pk", flat=True))
    unread = [row for row in rows if row.read_at is None and row.idea_id in seen]
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=clock.now())
    if unread:
        write_digest(member, unread)
    return bool(unread)


def _rhythm(member: Member) -> str:
    chosen = getattr(member, "notification_settings", None)
    return chosen.rhythm if chosen else Rhythm.DAILY
