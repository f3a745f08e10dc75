"""The funnel as a page of its own, with the table by municipality."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shared.portfolio.figures import funnel_of
from shared.portfolio.filters import FilterForm
from shared.portfolio.funnel import Counts, Funnel, Line, funnel
from shared.portfolio.rules import visible_federations, visible_slugs
from shared.portfolio.scope import Scope
from shared.portfolio.words import outcome
from sluss.accounts.region import analyst_required
from sluss.web.csv_response import csv_response
from sluss.workflow.phases import Phase

PER_PAGE = 50


@require_safe
@analyst_required
def show_funnel(request: HttpRequest) -> HttpResponse:
    form, found = _chosen(request)
    if found is None:
        return render(request, "portfolio/funnel.html", {"form": form}, status=422)
    page = Paginator(found.municipalities, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "funnel": found,
        "phases": Phase.labels,
        "figure": funnel_of(found, choice=form.choice(), csv_url=""),
        "outcome": outcome(found.total),
        "page_obj": page,
        "query": request.GET.urlencode(),
    }
    return render(request, "portfolio/funnel.html", context)


@require_safe
@analyst_required
def download_funnel(request: HttpRequest) -> HttpResponse:
    form, found = _chosen(request)
    if found is None:
        return render(request, "portfolio/funnel.html", {"form": form}, status=422)
    reached = [_("Reached: %(phase)s") % {"phase": label} for label in Phase.labels]
    here_now = [_("Now in: %(phase)s") % {"phase": label} for label in Phase.labels]
    header = [_("Federation"), _("Municipality"), *reached, *here_now, _("Concluded with learning"), _("Implemented")]
    return csv_response(name="portfolj", header=header, rows=map(_cells, found.municipalities))


def _cells(line: Line) -> list[Any]:
    counts: Counts = line.counts
    return [line.federation, line.name, *counts.reached, *counts.here_now, counts.concluded, counts.implemented]


def _chosen(request: HttpRequest) -> tuple[FilterForm, Funnel | None]:
    """The filter and what it leaves of what the analyst may see; None where the filter cannot be understood."""
    form = FilterForm(request.GET, federations=visible_federations(request.user))
    if not form.is_valid():
        return form, None
    return form, funnel(scope=Scope(federations=visible_slugs(request.user), choice=form.choice()))
