"""An idea's assessment in brief: for its gate and its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from sluss.web.figures.fields import Field
from tenants.assessment.models import OPEN, Assessment, Side, State
from tenants.assessment.rules import readable_sides
from tenants.assessment.stands import barred_from, stand_from
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


class _Row(NamedTuple):
    assessor: int
    side: str
    status: str
    score: Decimal | None
    confidence: int | None


def summary_of(idea: Idea) -> AssessmentSummary | None:
    """What has been handed in on the idea; None where nothing has been asked for. One statement.

    The caller must make sure that the reader may read it: `summary_for` asks the rules as well.
    """
    return _summary(_rows(idea))


def summary_for(member: Member, idea: Idea) -> AssessmentSummary | None:
    """The same for a member: None as well where they may not read both sides now. Two statements at most."""
    rows = _rows(idea)
    if not rows:
        return None
    stand = stand_from({row.assessor: (row.side, row.status) for row in rows}, barred_from([idea.pk])[idea.pk])
    own = next((Assessment(side=row.side, status=row.status) for row in rows if row.assessor == member.pk), None)
    return _summary(rows) if readable_sides(member, idea, stand, own) == frozenset(Side) else None


def _rows(idea: Idea) -> list[_Row]:
    kept = Assessment.objects.filter(idea=idea).exclude(status=State.WITHDRAWN).order_by("pk")
    return [_Row(*row) for row in kept.values_list("assessor_id", "side", "status", "score", "confidence")]


def _summary(rows: list[_Row]) -> AssessmentSummary | None:
    counted = [row for row in rows if row.status in COUNTED]
    return AssessmentSummary(**_sides(counted)) if counted else None


def _sides(rows: list[_Row]) -> Mapping[str, SideFigures]:
    return {
        side.value: side_figures([(row.score, row.confidence, row.status in OPEN) for row in rows if row.side == side])
        for side in Side
    }
