"""The overview of assessments: need and feasibility apart, fifty ideas a page, as a figure and as files."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sluss import clock
from sluss.web.counted import kept_until_written
from sluss.web.counted_page import counted_page
from sluss.web.table_response import table_response
from tenants.assessment.crowding import crowding_of
from tenants.assessment.figures import Drawn
from tenants.assessment.models import Side
from tenants.assessment.overview import COLUMNS, PAGE, OverviewFilter, OverviewRow, assessed_ideas, rows_of
from tenants.assessment.rules import may_assign, may_overview
from tenants.assessment.statistics import SideFigures
from tenants.ideas.models import Idea
from tenants.ideas.selectors import places
from tenants.people.access import MemberRequest, member_required

CHUNK = 1000


@require_safe
@member_required
def overview_page(request: MemberRequest) -> HttpResponse:
    chosen, ideas = _asked_for(request)
    page, drawn = _drawn(request, ideas, csv_url=reverse("assessment:figure_csv") + _query(request.GET))
    whose = request.member.pk, request.member.roles, chosen.made_of()
    context = {
        "filter": chosen,
        "page": page,
        "drawn": drawn,
        "crowding": kept_until_written("crowding", *whose, make=lambda: crowding_of(ideas)),
        "may_assign": may_assign(request.member),
    }
    return render(request, "assessment/overview.html", context)


@require_safe
@member_required
def overview_csv(request: MemberRequest) -> HttpResponse:
    """All ideas of the selection, the same figures as on the page; what the reader is blind to is empty here too."""
    _chosen, ideas = _asked_for(request)
    sides = [name for side in Side for name in _side_header(str(side.label))]
    header = [_("Registry number"), _("Idea"), _("Chamber"), _("Unit"), *sides, _("Have not answered")]
    rows = rows_of(ideas.values_list(*COLUMNS).iterator(chunk_size=CHUNK))
    return table_response(request, name="bedomningar", header=header, rows=map(_line, rows))


@require_safe
@member_required
def figure_csv(request: MemberRequest) -> HttpResponse:
    """What the figure of that page shows."""
    _chosen, ideas = _asked_for(request)
    figure = _drawn(request, ideas)[1].figure
    return table_response(request, name="behov-och-genomforbarhet", header=figure.header, rows=figure.rows)


def _drawn(request: MemberRequest, ideas: QuerySet[Idea], *, csv_url: str = "") -> tuple[Page[Any], Drawn]:
    page, rows = counted_page(ideas, *COLUMNS, number=request.GET.get("page"), per=PAGE)
    return page, Drawn(tuple(rows_of(rows)), day=clock.today(), csv_url=csv_url)


def _asked_for(request: MemberRequest) -> tuple[OverviewFilter, QuerySet[Idea]]:
    if not may_overview(request.member):
        raise PermissionDenied
    chosen = OverviewFilter(request.GET, places=places())
    return chosen, chosen.narrow(assessed_ideas(request.member))


def _query(query: QueryDict) -> str:
    return f"?{query.urlencode()}" if query else ""


def _side_header(side: str) -> list[str]:
    names = (_("%(side)s: median"), _("%(side)s: spread"), _("%(side)s: number"), _("%(side)s: confidence (1–3)"))
    return [name % {"side": side.capitalize()} for name in names]


def _line(row: OverviewRow) -> list[str]:
    sides = [cell for figures in (row.need, row.feasibility) for cell in _cells(figures, hidden=row.hidden)]
    return [row.registry_number, row.title, row.chamber, row.unit, *sides, ", ".join(row.missing)]


def _cells(figures: SideFigures, *, hidden: bool) -> list[str]:
    if hidden:
        return ["", "", "", ""]
    told = (figures.median, figures.spread, figures.number, figures.confidence)
    return ["" if value is None else str(value).replace(".", ",") for value in told]
