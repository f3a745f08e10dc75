"""The federations' overview: what happened since last time, how far ideas have come, how long it took."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from shared.portfolio.filters import OverviewForm
from shared.portfolio.kept import kept
from shared.portfolio.overview import overview
from shared.portfolio.rules import visible_federations, visible_slugs
from shared.portfolio.scope import Scope
from shared.portfolio.visits import FIRST_LOOK, note_visit
from sluss import clock
from sluss.accounts.models import Account
from sluss.accounts.region import analyst_required
from sluss.registry.models import Federation


@require_safe
@analyst_required
def show_overview(request: HttpRequest) -> HttpResponse:
    return _page(request, visible_federations(request.user), federation=None)


@require_safe
@analyst_required
def show_federation(request: HttpRequest, slug: str) -> HttpResponse:
    """The same of one federation. One that the analyst does not follow is not found."""
    followed = visible_federations(request.user)
    federation = next((one for one in followed if one.slug == slug), None)
    if federation is None:
        raise Http404
    return _page(request, followed, federation=federation)


def _page(request: HttpRequest, followed: list[Federation], *, federation: Federation | None) -> HttpResponse:
    form = OverviewForm(request.GET, federations=followed, fixed=federation is not None)
    context: dict[str, Any] = {"form": form, "federation": federation, "followed": followed}
    if not form.is_valid():
        return render(request, "portfolio/overview.html", context, status=422)
    last_visit = note_visit(account=_account(request))
    since = form.cleaned_data["changed_since"] or last_visit or clock.today() - FIRST_LOOK
    choice = form.choice()
    scope = Scope(
        federations=visible_slugs(request.user),
        choice=replace(choice, federation=federation.slug) if federation else choice,
    )
    context |= {
        "since": since,
        "since_visit": since == last_visit,
        "is_first_visit": last_visit is None and since == clock.today() - FIRST_LOOK,
        "drawn": _drawn(scope, since),
    }
    return render(request, "portfolio/overview.html", context)


def _drawn(scope: Scope, since: dt.date) -> dict[str, str]:
    """The parts of the page that follow from the facts alone, as they were last drawn while no fact has changed."""
    return kept("overview", scope, since, make=lambda: _draw(scope, since))


def _draw(scope: Scope, since: dt.date) -> dict[str, str]:
    found = overview(scope=scope, since=since)
    parts = ("changes", "figures") if found.ideas else ("figures",)
    return {part: render_to_string(f"portfolio/parts/{part}.html", {"overview": found}) for part in parts}


def _account(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account):
        raise Http404
    return request.user
