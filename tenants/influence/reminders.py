"""Reminders: to those who come, the day before; to the owner, when what came of it has not been told in time."""

import datetime as dt

from django.db import transaction

from sluss import clock
from sluss.clock import STOCKHOLM
from tenants.influence import letters
from tenants.influence.models import Participant, ResidentSession, Status

# People remember for about a month that they were asked.
LATE_AFTER = dt.timedelta(days=30)
UNTOLD = (Status.HELD, Status.WRITTEN_UP)


@transaction.atomic
def remind_of_tomorrow() -> int:
    """Write to those who said yes to something tomorrow, once; returns how many."""
    begins = dt.datetime.combine(clock.today() + dt.timedelta(days=1), dt.time.min, tzinfo=STOCKHOLM)
    ends = dt.datetime.combine(clock.today() + dt.timedelta(days=2), dt.time.min, tzinfo=STOCKHOLM)
    due = Participant.objects.filter(
        session__status=Status.INVITED,
        session__starts_at__gte=begins,
        session__starts_at__lt=ends,
        answer=Participant.Answer.YES,
        reminded_at=None,
    )
    people = list(due.select_related("session", "panelist").select_for_update(no_key=True, of=("self",)).order_by("pk"))
    for person in people:
        letters.reminder(person, person.session)
    Participant.objects.filter(pk__in=[person.pk for person in people]).update(reminded_at=clock.now())
    return len(people)


@transaction.atomic
def remind_owners() -> int:
    """Write to the owners of sessions that have waited too long to be told back, once a session; returns how many."""
    late = ResidentSession.objects.filter(
        status__in=UNTOLD, held_at__lt=clock.now() - LATE_AFTER, owner_reminded_at=None, owner__active=True
    )
    rows = list(late.select_related("owner").select_for_update(no_key=True, of=("self",)).order_by("pk"))
    for row in rows:
        letters.remind_owner(row, days=LATE_AFTER.days)
    ResidentSession.objects.filter(pk__in=[row.pk for row in rows]).update(owner_reminded_at=clock.now())
    return len(rows)
