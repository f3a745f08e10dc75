"""Reminders of what coach and bearers agreed to do next: the day before, and once."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction

from sluss import clock
from tenants.coaching.models import Session
from tenants.coaching.rules import took_part
from tenants.ideas.access import visible_to
from tenants.mail.letters import send_letter
from tenants.people.models import Member

BEFORE = dt.timedelta(days=1)
TEMPLATE = "coaching/next_step"


@transaction.atomic
def remind_of_next_steps() -> int:
    """Write to the coach and to the bearers who are members, in their languages; returns how many letters.

    The letter names the idea and the day and leads to the page. What was agreed stays there: letters lie in an outbox
    that others read.
    """
    due = Session.objects.filter(
        next_step_on__lte=clock.today() + BEFORE, next_step_done_at=None, reminded_at=None
    ).select_related("idea", "coach")
    due = due.prefetch_related("idea__bearers__member")
    sessions = list(due.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    letters = sum(_remind(session) for session in sessions)
    Session.objects.filter(pk__in=[session.pk for session in sessions]).update(reminded_at=clock.now())
    return letters


def _remind(session: Session) -> int:
    receivers = {member.pk: member for member in _receivers(session) if _sees(member, session)}
    for member in receivers.values():
        send_letter(
            to=member.email,
            template=TEMPLATE,
            context={"name": member.name, "idea": session.idea, "day": session.next_step_on},
            language=member.language,
            about_id=session.idea_id,
        )
    return len(receivers)


def _sees(member: Member, session: Session) -> bool:
    """A coach of an idea that was marked since may not see it any more."""
    return visible_to(member).filter(pk=session.idea_id).exists()


def _receivers(session: Session) -> Iterator[Member]:
    if session.coach.active:
        yield session.coach
    for bearer in session.idea.bearers.all():
        if bearer.member and bearer.member.active and took_part(bearer.member, session):
            yield bearer.member
