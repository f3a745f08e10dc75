"""The tables behind the overview's figures as CSV, each narrowed by the same choice as the page."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shared.portfolio.changes import changes
from shared.portfolio.filters import OverviewForm
from shared.portfolio.funnel import funnel
from shared.portfolio.promises import TOLD_FROM, promises
from shared.portfolio.rules import visible_federations, visible_slugs
from shared.portfolio.scope import Scope
from shared.portfolio.times import passages
from shared.portfolio.uptake import uptake
from shared.portfolio.visits import FIRST_LOOK
from sluss import clock
from sluss.accounts.region import analyst_required
from sluss.web.table_response import table_response
from sluss.workflow.phases import Phase

type Table = tuple[Sequence[str], Iterable[Sequence[Any]]]


@require_safe
@analyst_required
def download(request: HttpRequest, what: str) -> HttpResponse:
    """`what` names one of TABLES. A choice that cannot be understood is shown with its faults."""
    followed = visible_federations(request.user)
    form = OverviewForm(request.GET, federations=followed)
    if not form.is_valid():
        return render(request, "portfolio/overview.html", {"form": form, "followed": followed}, status=422)
    header, rows = TABLES[what](Scope(federations=visible_slugs(request.user), choice=form.choice()), form)
    return table_response(request, name=what, header=header, rows=rows)


def _changes(scope: Scope, form: OverviewForm) -> Table:
    since = form.cleaned_data["changed_since"] or clock.today() - FIRST_LOOK
    header = [
        *(_("Federation"), _("Municipality"), _("Since"), _("Came in"), _("Answered")),
        *(_("Went on"), _("Concluded with learning"), _("Implemented")),
    ]
    lines = changes(scope=scope, since=since).municipalities
    return header, ([line.federation, line.municipality, since, *line.happened.numbers] for line in lines)


def _map(scope: Scope, form: OverviewForm) -> Table:
    labels = {phase.value: phase.label for phase in Phase}
    header = [_("Code"), _("Municipality"), _("Federation"), _("Furthest phase")]
    lines = funnel(scope=scope).municipalities
    return header, ([line.code, line.name, line.federation, labels.get(line.counts.furthest, "")] for line in lines)


def _times(scope: Scope, form: OverviewForm) -> Table:
    """Phases that fewer than five have left are listed without numbers, as in the figure."""
    header = [
        *(_("Phase"), _("Have left it"), _("Lower quartile, days"), _("Median, days")),
        *(_("Upper quartile, days"), _("Promised, days")),
    ]
    return header, (
        [Phase(p.phase).label, p.number, *map(_whole, (p.low, p.median, p.high, p.promised))]
        if p.number >= TOLD_FROM
        else [Phase(p.phase).label, *[""] * 5]
        for p in passages(scope=scope)
    )


def _whole(days: float | None) -> int | str:
    """As the figure tells it. A decimal point would be no number in a Swedish spreadsheet."""
    return "" if days is None else round(days)


def _promises(scope: Scope, form: OverviewForm) -> Table:
    header = [_("Federation"), _("Municipality"), _("Answers due"), _("In time"), _("In time, per cent")]
    lines = promises(scope=scope).municipalities
    return header, (
        [p.federation, p.name, p.due, p.kept, p.percent] if p.is_told else [p.federation, p.name, "", "", ""]
        for p in lines
    )


def _uptake(scope: Scope, form: OverviewForm) -> Table:
    header = [_("Month"), _("Municipalities where ideas come in")]
    return header, ([f"{one.month:%Y-%m}", one.number] for one in uptake(scope=scope).months)


TABLES = {"changes": _changes, "map": _map, "times": _times, "uptake": _uptake, "promises": _promises}
