"""Need against feasibility, drawn of the ideas on one page of the overview."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sluss import clock
from sluss.web.figures.fields import Scored, fields_figure
from sluss.web.figures.figure import Figure
from tenants.assessment.overview import OverviewRow
from tenants.assessment.statistics import SCALE


def fields_of(rows: Sequence[OverviewRow], *, csv_url: str) -> Figure:
    """Only ideas with enough assessments on both sides have a mark."""
    drawn = [
        Scored(row.title, row.need.median, row.feasibility.median)
        for row in rows
        if row.field and row.need.median is not None and row.feasibility.median is not None
    ]
    title = _("Need and feasibility")
    return fields_figure(drawn, title=title, scale=SCALE, period=f"{clock.today():%Y-%m-%d}", csv_url=csv_url)


def left_out(rows: Sequence[OverviewRow]) -> str:
    """How many have no mark, and why."""
    number = sum(row.field is None for row in rows)
    if not number:
        return ""
    return ngettext(
        "%(number)d idea is left out: it has fewer than two assessments on a side, or you have not handed in yours.",
        "%(number)d ideas are left out: they have fewer than two assessments on a side, or you have not handed in"
        " yours.",
        number,
    ) % {"number": number}
