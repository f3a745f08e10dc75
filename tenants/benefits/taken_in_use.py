"""The day on which ideas were taken in use, from which their values fall due."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from sluss.clock import STOCKHOLM
from sluss.workflow.models import Event
from sluss.workflow.phases import Phase
from tenants.benefits.models import Benefit
from tenants.ideas.models import IN_CHAMBERS, Idea, Status
from tenants.pipeline.models import Gate

# What lies in a chamber of the last phase is in use where it began, and is being taken up by others.
IN_USE_SINCE_A_DECISION = Q(idea__status=Status.IMPLEMENTED) | Q(
    idea__status__in=IN_CHAMBERS, idea__stage__phase=Phase.SPREAD
)


def day_of_use(idea: Idea) -> dt.date | None:
    """The day it was decided that the idea is in use; None while it is not."""
    spreads = idea.status in IN_CHAMBERS and idea.stage is not None and idea.stage.phase == Phase.SPREAD
    return _days([idea.pk]).get(idea.pk) if spreads or idea.status == Status.IMPLEMENTED else None


def start_clocks() -> int:
    """Give every benefit of an idea in use its day of use, where nobody has said another. Returns how many."""
    waiting = list(Benefit.objects.filter(IN_USE_SINCE_A_DECISION, in_use_from=None).order_by("pk"))
    days = _days(benefit.idea_id for benefit in waiting)
    known = [benefit for benefit in waiting if benefit.idea_id in days]
    for benefit in known:
        benefit.in_use_from = days[benefit.idea_id]
    Benefit.objects.bulk_update(known, ["in_use_from"])
    return len(known)


def _days(ideas: Iterable[int]) -> dict[int, dt.date]:
    """The first decision that it is in use, by idea: to let it spread, or that it is implemented."""
    into_spread = Gate.objects.filter(target__phase=Phase.SPREAD).values_list("pk", flat=True)
    spread = Q(kind="decided_proceed", data__gate__in=list(into_spread))
    events = Event.objects.filter(spread | Q(data__to=Status.IMPLEMENTED), subject="idea", subject_id__in=set(ideas))
    # The first one is written last, and stands.
    rows = events.order_by("-at", "-pk").values_list("subject_id", "at")
    return {idea: at.astimezone(STOCKHOLM).date() for idea, at in rows}
