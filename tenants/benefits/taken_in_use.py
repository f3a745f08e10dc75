"""The day on which ideas were taken in use, from which their values fall due."""

import datetime as dt
from collections.abc import Iterable

from sluss.clock import STOCKHOLM
from sluss.workflow.models import Event
from tenants.benefits.models import Benefit
from tenants.ideas.models import Idea, Status


def day_of_use(idea: Idea) -> dt.date | None:
    """The day the idea was decided to be implemented; None while it is not."""
    return _days([idea.pk]).get(idea.pk) if idea.status == Status.IMPLEMENTED else None


def start_clocks() -> int:
    """Give every benefit of an implemented idea its day of use, where nobody has said another. Returns how many."""
    waiting = list(Benefit.objects.filter(in_use_from=None, idea__status=Status.IMPLEMENTED).order_by("pk"))
    days = _days(benefit.idea_id for benefit in waiting)
    known = [benefit for benefit in waiting if benefit.idea_id in days]
    for benefit in known:
        benefit.in_use_from = days[benefit.idea_id]
    Benefit.objects.bulk_update(known, ["in_use_from"])
    return len(known)


def _days(ideas: Iterable[int]) -> dict[int, dt.date]:
    """The latest decision into use, by idea."""
    into_use = Event.objects.filter(subject="idea", subject_id__in=set(ideas), data__to=Status.IMPLEMENTED)
    rows = into_use.order_by("at", "pk").values_list("subject_id", "at")
    return {idea: at.astimezone(STOCKHOLM).date() for idea, at in rows}
