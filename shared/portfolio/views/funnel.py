"""The funnel as a page of its own, with the table by municipality."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shared.portfolio.figures import funnel_of
from shared.portfolio.filters import FilterForm
from shared.portfolio.funnel import Counts, Line, funnel
from shared.portfolio.kept import kept
from shared.portfolio.rules import visible_federations, visible_slugs
from shared.portfolio.scope import Scope
from shared.portfolio.words import outcome
from sluss.accounts.region import analyst_required
from sluss.web.table_response import table_response
from sluss.workflow.phases import Phase

PER_PAGE = 50


@require_safe
@analyst_required
def show_funnel(request: HttpRequest) -> HttpResponse:
    form, scope = _chosen(request)
    if scope is None:
        return render(request, "portfolio/funnel.html", {"form": form}, status=422)
    asked = request.GET.urlencode()
    drawn = kept("funnel", scope, asked, make=lambda: _draw(scope, request))
    return render(request, "portfolio/funnel.html", {"form": form, "drawn": drawn})


def _draw(scope: Scope, request: HttpRequest) -> str:
    """What follows from the facts and the address alone: figure, tables and the way to the next page."""
    found = funnel(scope=scope)
    context = {
        "funnel": found,
        "phases": Phase.labels,
        "figure": funnel_of(found, choice=scope.choice, csv_url=""),
        "outcome": outcome(found.total),
        "page_obj": Paginator(found.municipalities, PER_PAGE).get_page(request.GET.get("page")),
        "query": request.GET.urlencode(),
    }
    return render_to_string("portfolio/parts/funnel.html", context, request)


@require_safe
@analyst_required
def download_funnel(request: HttpRequest) -> HttpResponse:
    form, scope = _chosen(request)
    if scope is None:
        return render(request, "portfolio/funnel.html", {"form": form}, status=422)
    reached = [_("Reached: %(phase)s") % {"phase": label} for label in Phase.labels]
    here_now = [_("Now in: %(phase)s") % {"phase": label} for label in Phase.labels]
    header = [_("Federation"), _("Municipality"), *reached, *here_now, _("Concluded with learning"), _("Implemented")]
    return table_response(request, name="portfolj", header=header, rows=map(_cells, funnel(scope=scope).municipalities))


def _cells(line: Line) -> list[Any]:
    counts: Counts = line.counts
    return [line.federation, line.name, *counts.reached, *counts.here_now, counts.concluded, counts.implemented]


def _chosen(request: HttpRequest) -> tuple[FilterForm, Scope | None]:
    """The filter and what it leaves of what the analyst may see; None where the filter cannot be understood."""
    form = FilterForm(request.GET, federations=visible_federations(request.user))
    if not form.is_valid():
        return form, None
    return form, Scope(federations=visible_slugs(request.user), choice=form.choice())
