"""The regional site's menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss.accounts.region import federations_of_analyst
from sluss.web.navigation import NavItem


def items(request: HttpRequest) -> list[NavItem]:
    """Nothing on a municipality's site, where these pages do not exist. Signing in and out is in everybody's menu."""
    if getattr(request, "municipality", None) is not None:
        return []
    found = [NavItem(label=_("Municipalities"), url=reverse("portfolio:home"), order=10)]
    # A page of an error may come before anybody has been recognised.
    if hasattr(request, "user") and federations_of_analyst(request.user) != set():
        found.append(NavItem(label=_("Overview"), url=reverse("portfolio:overview"), order=15))
        found.append(NavItem(label=_("Portfolio"), url=reverse("portfolio:funnel"), order=20))
    return found
