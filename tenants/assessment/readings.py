"""What a member may read of others' assessments of an idea, now."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from tenants.assessment.models import OPEN, Assessment, Score, Side, State
from tenants.assessment.rules import readable_sides
from tenants.assessment.stands import stand_of
from tenants.assessment.statistics import SideFigures, side_figures
from tenants.ideas.models import Idea
from tenants.people.models import Member


@dataclass(frozen=True)
class Reading:
    """One side: what has been handed in on it, with the names of those still to answer."""

    side: Side
    figures: SideFigures
    assessments: list[Assessment] = field(default_factory=list)
    waiting: list[Assessment] = field(default_factory=list)
    abstained: list[Assessment] = field(default_factory=list)


def readings_of(member: Member, idea: Idea) -> list[Reading]:
    """The sides that the member may read; none at all until their own assessment of the idea is in."""
    own = Assessment.objects.filter(idea=idea, assessor=member).exclude(status=State.WITHDRAWN).first()
    sides = readable_sides(member, idea, stand_of(idea), own)
    if not sides:
        return []
    scores = Prefetch("scores", Score.objects.select_related("criterion").order_by("criterion__position"))
    found = list(
        Assessment.objects.filter(idea=idea, side__in=sides)
        .exclude(status=State.WITHDRAWN)
        .select_related("assessor", "scale")
        .prefetch_related(scores)
    )
    return [_reading(side, [one for one in found if one.side == side]) for side in Side if side in sides]


def _reading(side: Side, found: list[Assessment]) -> Reading:
    return Reading(
        side=side,
        figures=side_figures([(one.score, one.confidence, one.is_open) for one in found]),
        assessments=[one for one in found if one.status == State.SUBMITTED],
        waiting=[one for one in found if one.status in OPEN],
        abstained=[one for one in found if one.status in (State.ABSTAINED, State.CONFLICTED)],
    )
