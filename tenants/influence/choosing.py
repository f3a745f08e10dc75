"""Choosing whom in a panel to ask: who they are, how they want to take part, and how often they have been asked."""

import datetime as dt

from django.db.models import Count, Max, Q, QuerySet

from sluss import clock
from tenants.influence.mailing import may_be_asked
from tenants.influence.models import Panelist, Participant, ResidentSession

# What a panel promises about how often it asks is reckoned by the year.
LATELY = dt.timedelta(days=365)
MOST_WORDS = 8


def to_choose_from(session: ResidentSession, words: str = "") -> QuerySet[Panelist]:
    """Those who have not been asked to the session, the least asked first; `words` are looked for in name and wishes.

    Each has `asked_lately`, in how many sessions in a year, and `last_asked`.
    """
    lately = Q(asked_to__asked_at__gte=clock.now() - LATELY)
    found = may_be_asked(session).annotate(
        asked_lately=Count("asked_to", filter=lately), last_asked=Max("asked_to__asked_at")
    )
    for word in words.split()[:MOST_WORDS]:
        found = found.filter(Q(name__icontains=word) | Q(wishes__icontains=word))
    return found.order_by("asked_lately", "name", "pk")


def seats_left(session: ResidentSession) -> int | None:
    """None where there are as many as want to come."""
    if session.seats is None:
        return None
    return max(session.seats - session.participants.filter(answer=Participant.Answer.YES).count(), 0)
