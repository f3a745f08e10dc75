"""What a member was told, and what of it is still unread."""

from django.db import transaction
from django.db.models import QuerySet

from sluss import clock
from tenants.following.models import Notification
from tenants.ideas.access import visible_to
from tenants.people.models import Member


def told_to(member: Member, *, unread: bool = False) -> QuerySet[Notification]:
    """Newest first; never about an idea that the member may not see any more."""
    found = Notification.objects.filter(member=member, idea__in=visible_to(member)).select_related("idea")
    return found.filter(read_at=None) if unread else found


@transaction.atomic
def mark_read(member: Member, *, only: int | None = None) -> None:
    """Everything, or one row of theirs. The number in the menu is counted anew, so that it never stays wrong."""
    rows = Notification.objects.filter(member=member, read_at=None)
    (rows.filter(pk=only) if only else rows).update(read_at=clock.now())
    member.unread = Notification.objects.filter(member=member, read_at=None).count()
    member.save(update_fields=["unread"])
