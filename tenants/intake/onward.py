"""How it goes for the idea that a resident's own one goes on in: whoever left that one bears this one now."""

from dataclasses import dataclass

from sluss.web.figures.flight import FlightPicture
from sluss.workflow.models import Event
from tenants.decisions.models import Decision
from tenants.decisions.told import decisions_told
from tenants.ideas import timeline
from tenants.ideas.flight import flight
from tenants.ideas.models import Idea, Secrecy, Status
from tenants.ideas.next_step import NextStep, next_step


@dataclass(frozen=True)
class Onward:
    """`timeline` begins on the day the two were joined: what was said before was said to others."""

    idea: Idea
    flight: FlightPicture
    step: NextStep
    timeline: list[timeline.Entry]
    decisions: list[Decision]


def onward(idea: Idea, *, inside: bool) -> Onward | None:
    """None where it goes its own way, or where the other has got a secrecy mark since. `inside`: for a member."""
    if idea.status != Status.MERGED or idea.connected_to_id is None:
        return None
    other = Idea.objects.select_related("stage", "authority", "coach").get(pk=idea.connected_to_id)
    if other.secrecy != Secrecy.NONE:
        return None
    joined = Event.objects.filter(subject="idea", subject_id=idea.pk, data__to=Status.MERGED).order_by("pk").last()
    story = timeline.entries_of(other)
    return Onward(
        idea=other,
        flight=flight(other, story=story),
        step=next_step(other, inside=inside),
        timeline=[entry for entry in story if joined and entry.at >= joined.at],
        decisions=decisions_told(other, since=joined.at) if joined else [],
    )
