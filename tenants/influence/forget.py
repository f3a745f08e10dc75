"""Forgetting people: at their wish, when they never confirmed, and when the time to keep their address is over."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet

from sluss import clock
from tenants.influence.links import CONFIRM_WITHIN
from tenants.influence.models import Link, Panelist, PanelStatus, Participant, Status
from tenants.mail.models import Mail

# Of those who came by an open link: after it was told or cancelled, and at the latest after it was to be held.
KEPT_AFTER_END = dt.timedelta(days=90)
KEPT_AT_MOST = dt.timedelta(days=365)
DAYS_A_MONTH = 30.44


@transaction.atomic
def forget(person: Panelist | Participant) -> None:
    """Everything about them: the row, their answers, their links, and the letters they were written. How many took
    part stays as a number."""
    if isinstance(person, Panelist):
        _forget(Panelist.objects.filter(pk=person.pk), Q(panelist=person) | Q(participant__panelist=person))
    else:
        _forget(Participant.objects.filter(pk=person.pk), Q(participant=person))


@transaction.atomic
def forget_those_whose_time_is_over() -> int:
    """The daily clean-up; returns how many people were forgotten."""
    now = clock.now()
    unconfirmed = Panelist.objects.filter(confirmed_at=None, asked_at__lt=now - CONFIRM_WITHIN)
    closed = [
        panelist.pk
        for panelist in Panelist.objects.filter(panel__status=PanelStatus.CLOSED).select_related("panel")
        if panelist.panel.closed_at and panelist.panel.closed_at + kept_for(panelist.panel.keep_months) < now
    ]
    people = Panelist.objects.filter(Q(pk__in=unconfirmed.values("pk")) | Q(pk__in=closed))
    number = _forget(people, Q(panelist__in=people.values("pk")) | Q(participant__panelist__in=people.values("pk")))
    visitors = _visitors_to_forget(now)
    number += _forget(visitors, Q(participant__in=visitors.values("pk")))
    # Links to leave are kept with the person: by them the letters are known when somebody is forgotten.
    Link.objects.filter(until__lt=now).exclude(purpose=Link.Purpose.LEAVE).delete()
    return number


def kept_for(months: int) -> dt.timedelta:
    return dt.timedelta(days=round(months * DAYS_A_MONTH))


def _visitors_to_forget(now: dt.datetime) -> QuerySet[Participant]:
    """Those who came by an open link: never answered their letter, or their session is over since long."""
    unanswered = Q(answer=Participant.Answer.WAITING, asked_at__lt=now - CONFIRM_WITHIN)
    told = Q(session__told_at__lt=now - KEPT_AFTER_END)
    cancelled = Q(session__status=Status.CANCELLED, session__starts_at__lt=now - KEPT_AFTER_END)
    old = Q(session__starts_at__lt=now - KEPT_AT_MOST)
    return Participant.objects.filter(unanswered | told | cancelled | old, panelist=None)


def _forget(people: "QuerySet[Panelist] | QuerySet[Participant]", theirs: Q) -> int:
    """The letters first: they are known by the links in them."""
    keys = list(people.order_by().values_list("pk", flat=True))
    mails = Link.objects.filter(theirs, mail__isnull=False).values_list("mail", flat=True)
    Mail.objects.filter(pk__in=list(mails)).delete()
    people.model._default_manager.filter(pk__in=keys).delete()
    return len(keys)
