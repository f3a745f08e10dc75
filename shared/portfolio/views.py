"""The regional site: its start page, and the pipeline of the federations for their analysts."""

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shared.portfolio.filters import Choice, FilterForm
from shared.portfolio.funnel import Counts, Funnel, Line, funnel
from shared.portfolio.words import outcome, period
from sluss.accounts.region import analyst_required, federations_of_analyst
from sluss.registry.models import Federation
from sluss.tenancy.hosts import addresses
from sluss.text.swedish import swedish_key
from sluss.web.csv_response import csv_response
from sluss.web.figures.figure import Figure
from sluss.web.figures.funnel import FunnelRow, funnel_figure
from sluss.workflow.phases import Phase

PER_PAGE = 50


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the platform is, and the way to each municipality's sluice."""
    known = sorted(addresses(), key=lambda pair: (swedish_key(pair[0].federation.name), swedish_key(pair[0].name)))
    groups = [(name, list(pairs)) for name, pairs in groupby(known, key=lambda pair: pair[0].federation.name)]
    return render(request, "portfolio/home.html", {"federations": groups, "number": len(known)})


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
        "figure": _figure(found, choice=form.choice()),
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


def _figure(found: Funnel, *, choice: Choice) -> Figure:
    numbers = zip(Phase.labels, found.total.reached, found.total.here_now, strict=True)
    rows = [FunnelRow(str(label), reached, here_now) for label, reached, here_now in numbers]
    return funnel_figure(rows, title=_("How far ideas have come"), period=period(choice))


def _cells(line: Line) -> list[Any]:
    counts: Counts = line.counts
    return [line.federation, line.name, *counts.reached, *counts.here_now, counts.concluded, counts.implemented]


def _chosen(request: HttpRequest) -> tuple[FilterForm, Funnel | None]:
    """The filter and what it leaves of what the analyst may see; None where the filter cannot be understood."""
    visible = federations_of_analyst(request.user)
    federations = Federation.objects.order_by("name")
    if visible is not None:
        federations = federations.filter(slug__in=visible)
    form = FilterForm(request.GET, federations=list(federations))
    return form, funnel(federations=visible, choice=form.choice()) if form.is_valid() else None
