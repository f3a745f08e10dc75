"""An idea's assessment in brief: for its gate and its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sluss.web.figures.fields import Field
from tenants.assessment.models import OPEN, Assessment, Side, State
from tenants.assessment.rules import readable_sides
from tenants.assessment.stands import stand_of
from tenants.assessment.statistics import SideFigures, field_for, side_figures
from tenants.ideas.models import Idea
from tenants.people.models import Member

COUNTED = (*OPEN, State.SUBMITTED)


@dataclass(frozen=True)
class AssessmentSummary:
    """Both sides by themselves. There is no sum of them: the two are talked about, not added up."""

    need: SideFigures
    feasibility: SideFigures

    @property
    def field(self) -> Field | None:
        return field_for(self.need, self.feasibility)

    @property
    def complete(self) -> bool:
        return not (self.need.open or self.feasibility.open)


def summary_of(idea: Idea) -> AssessmentSummary | None:
    """What has been handed in on the idea; None where nothing has been asked for. One statement.

    The caller must make sure that the reader may read it: `summary_for` asks the rules as well.
    """
    found = Assessment.objects.filter(idea=idea, status__in=COUNTED).order_by("pk")
    rows = list(found.values_list("side", "status", "score", "confidence"))
    return AssessmentSummary(**_sides(rows)) if rows else None


def summary_for(member: Member, idea: Idea) -> AssessmentSummary | None:
    """The same for a member: None as well where they may not read both sides now."""
    own = Assessment.objects.filter(idea=idea, assessor=member).exclude(status=State.WITHDRAWN).first()
    if readable_sides(member, idea, stand_of(idea), own) != frozenset(Side):
        return None
    return summary_of(idea)


def _sides(rows: list[tuple[str, str, Decimal | None, int | None]]) -> Mapping[str, SideFigures]:
    return {
        side.value: side_figures([(score, sure, status in OPEN) for own, status, score, sure in rows if own == side])
        for side in Side
    }
