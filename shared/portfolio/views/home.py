"""The regional site's start page: what the platform is, and the way to each municipality's sluice."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from shared.portfolio.figures import map_of_members
from shared.portfolio.kept import kept
from shared.portfolio.totals import Total, totals
from sluss.accounts.region import federations_of_analyst
from sluss.registry.models import Federation, Municipality
from sluss.tenancy.hosts import addresses
from sluss.text.swedish import swedish_key


@dataclass(frozen=True)
class Group:
    """A federation with its municipalities and their addresses. `followed`: the reader is its analyst."""

    federation: Federation
    municipalities: list[tuple[Municipality, str]]
    total: Total | None
    followed: bool


@require_safe
@gzip_page  # the map is a third of a first visit, and the page holds no secret that its size could tell
def home(request: HttpRequest) -> HttpResponse:
    known = sorted(addresses(), key=lambda pair: (swedish_key(pair[0].federation.name), swedish_key(pair[0].name)))
    told, visible = kept("totals", make=totals), federations_of_analyst(request.user)
    groups = [
        Group(federation, list(pairs), told.get(federation.pk), visible is None or federation.slug in visible)
        for federation, pairs in groupby(known, key=lambda pair: pair[0].federation)
    ]
    context = {
        "groups": groups,
        "number": len(known),
        "figure": map_of_members([municipality for municipality, _ in known]),
        "is_analyst": visible != set(),
    }
    return render(request, "portfolio/home.html", context)
