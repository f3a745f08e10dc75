"""Median and spread of few numbers, and which field they put an idea in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from sluss.web.figures.fields import Field, Scored, field_of
from sluss.web.figures.figure import written
from tenants.assessment.models import HIGHEST, LOWEST

# One person's view of a side is that person's; from two on there is something to compare.
ENOUGH = 2
SCALE = (LOWEST, HIGHEST)


@dataclass(frozen=True)
class SideFigures:
    """What has been handed in on a side. `spread` is the distance from the lowest to the highest score: with as few
    assessors as there are, quartiles would pretend to a precision that is not there."""

    scores: tuple[float, ...] = ()
    confidences: tuple[int, ...] = ()
    open: int = 0

    @property
    def number(self) -> int:
        return len(self.scores)

    @property
    def median(self) -> float | None:
        return round(median(self.scores), 2) if self.scores else None

    @property
    def spread(self) -> float | None:
        return round(max(self.scores) - min(self.scores), 2) if len(self.scores) > 1 else None

    @property
    def confidence(self) -> float | None:
        return round(median(self.confidences), 1) if self.confidences else None

    @property
    def enough(self) -> bool:
        return self.number >= ENOUGH

    @property
    def median_text(self) -> str:
        return "–" if self.median is None else written(self.median)

    @property
    def spread_text(self) -> str:
        return "–" if self.spread is None else written(self.spread)


def side_figures(rows: Sequence[tuple[Decimal | float | None, int | None, bool]]) -> SideFigures:
    """From rows of score, confidence and whether it is still open."""
    handed_in = [(float(score), int(sure or 0)) for score, sure, is_open in rows if score is not None and not is_open]
    return SideFigures(
        scores=tuple(score for score, _ in handed_in),
        confidences=tuple(sure for _, sure in handed_in if sure),
        open=sum(is_open for _, _, is_open in rows),
    )


def field_for(need: SideFigures, feasibility: SideFigures) -> Field | None:
    """None where either side has too few to say."""
    if not (need.enough and feasibility.enough) or need.median is None or feasibility.median is None:
        return None
    return field_of(Scored("", need.median, feasibility.median), scale=SCALE)
