"""Where an idea stands by its events alone: read from the timeline, and from nothing that the product computes."""

from dataclasses import dataclass
from typing import Any

from sluss.workflow.models import Event
from tenants.ideas.models import Idea
from tenants.pipeline.models import Gate, Stage

TAKEN_IN = ("take_in_need", "take_in_idea")


@dataclass
class Place:
    status: str
    stage: int | None = None


def replayed(idea: Idea) -> Place:
    """Every event in the order it was written. Raises AssertionError where one does not begin where the last ended."""
    place: Place | None = None
    for event in Event.objects.filter(subject="idea", subject_id=idea.pk).order_by("id"):
        if event.kind == "received":
            assert place is None, "received twice"
            place = Place("inbox")
            continue
        assert place is not None, f"{event.kind} before it was received"
        _step(place, event)
    assert place is not None, "no beginning"
    return place


def _step(place: Place, event: Event) -> None:
    data: dict[str, Any] = event.data
    if "to" in data:
        assert data["from"] == place.status, (event.kind, data, place)
        place.status = data["to"]
    if event.kind in TAKEN_IN:
        place.stage = _first_stage(event)
    elif event.kind == "decided_proceed":
        place.stage = Gate.objects.values_list("target_id", flat=True).get(pk=data["gate"])
    elif "moved_to" in data:
        place.stage = data["moved_to"]


def _first_stage(event: Event) -> int:
    """Of the version that was in use then: the last one published before."""
    published = Stage.objects.filter(model__published_at__lte=event.at, position=1)
    return published.order_by("-model__published_at").values_list("pk", flat=True)[0]
