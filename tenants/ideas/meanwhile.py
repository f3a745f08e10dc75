"""What has happened to an idea since somebody looked: by the key of its latest event."""

from django.db.models import Max
from django.utils.translation import gettext as _

from sluss.workflow.models import Event
from sluss.workflow.transitions import NotPossible
from tenants.ideas.models import Idea
from tenants.ideas.timeline import Entry, entries_of


class HandledMeanwhile(NotPossible):
    """Something has happened to the idea since it was opened."""

    def __init__(self) -> None:
        super().__init__(_("Something has happened to it since you opened it. Nothing of yours is lost."))


def latest_event(idea: Idea) -> int:
    """The key of the idea's latest event."""
    found = Event.objects.filter(subject="idea", subject_id=idea.pk).aggregate(latest=Max("id"))["latest"]
    return int(found or 0)


def latest_events(ideas: list[int]) -> dict[int, int]:
    """`latest_event` of many, by idea. One query."""
    events = Event.objects.filter(subject="idea", subject_id__in=ideas).order_by()
    return dict(events.values_list("subject_id").annotate(latest=Max("id")))


def since(idea: Idea, *, seen: int) -> list[Entry]:
    """The lines of the timeline that came after the event that was seen, the newest first."""
    later = Event.objects.filter(subject="idea", subject_id=idea.pk, id__gt=seen).count()
    return entries_of(idea)[:later]
