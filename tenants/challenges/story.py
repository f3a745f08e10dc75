"""A challenge's events as sentences."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sluss.workflow.models import Event
from tenants.challenges.models import Challenge
from tenants.people.models import Member

SENTENCES = {
    "started": gettext_lazy("Started as a draft"),
    "edited": gettext_lazy("The text was changed"),
    "announced": gettext_lazy("The challenge was announced"),
    "opened": gettext_lazy("Opened for ideas"),
    "closed": gettext_lazy("The challenge was closed"),
    "invited": gettext_lazy("Units were invited"),
    "report_written": gettext_lazy("The report was written on"),
    "followed_up": gettext_lazy("What came of it was told to those who answered"),
    "cancelled": gettext_lazy("The challenge was cancelled"),
}


@dataclass(frozen=True)
class Line:
    at: dt.datetime
    sentence: str
    actor: str


def story_of(challenge: Challenge) -> list[Line]:
    """What has happened, newest first: two queries. The days that came by the clock name nobody."""
    events = list(Event.objects.filter(subject="challenge", subject_id=challenge.pk).order_by("-at", "-id"))
    actors = {one.pk: one for one in Member.objects.filter(pk__in={event.actor_id for event in events})}
    return [
        Line(
            at=event.at,
            sentence=str(SENTENCES.get(event.kind) or _("Something happened")),
            actor=actors[event.actor_id].display_name if event.actor_id in actors else "",
        )
        for event in events
    ]
