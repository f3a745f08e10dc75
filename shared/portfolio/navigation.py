"""The regional site's menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss.accounts.region import federations_of_analyst
from sluss.web.navigation import NavItem, Place


def items(request: HttpRequest) -> list[NavItem]:
    """Nothing on a municipality's site, where these pages do not exist."""
    if getattr(request, "municipality", None) is not None:
        return []
    found = [NavItem(label=_("Municipalities"), url=reverse("portfolio:home"), order=10)]
    if not request.user.is_authenticated:
        return [*found, NavItem(label=_("Sign in"), url=reverse("account_login"), place=Place.ACCOUNT)]
    if federations_of_analyst(request.user) != set():
        found.append(NavItem(label=_("Portfolio"), url=reverse("portfolio:funnel"), order=20))
    return [*found, NavItem(label=_("Sign out"), url=reverse("account_logout"), place=Place.ACCOUNT)]
