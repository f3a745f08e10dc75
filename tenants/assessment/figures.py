"""Need against feasibility, drawn of the ideas on one page of the overview."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sluss.web.figures.fields import Scored, fields_figure
from sluss.web.figures.figure import Figure
from tenants.assessment.overview import OverviewRow
from tenants.assessment.statistics import SCALE


@dataclass(frozen=True)
class Drawn:
    """The figure of these rows, and what is left out of it. Worked out only where it has not been shown before."""

    rows: tuple[OverviewRow, ...]
    day: dt.date
    csv_url: str

    @property
    def figure(self) -> Figure:
        """Only ideas with enough assessments on both sides have a mark."""
        drawn = [
            Scored(row.title, row.need.median, row.feasibility.median)
            for row in self.rows
            if row.field and row.need.median is not None and row.feasibility.median is not None
        ]
        title = _("Need and feasibility")
        return fields_figure(drawn, title=title, scale=SCALE, period=f"{self.day:%Y-%m-%d}", csv_url=self.csv_url)

    @property
    def left_out(self) -> str:
        """How many have no mark, and why."""
        number = sum(row.field is None for row in self.rows)
        if not number:
            return ""
        return ngettext(
            "%(number)d idea is left out: it has fewer than two assessments on a side, or you have not handed in"
            " yours.",
            "%(number)d ideas are left out: they have fewer than two assessments on a side, or you have not handed in"
            " yours.",
            number,
        ) % {"number": number}
