"""The partners' own menu, and the way to it from everywhere on the region's site."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss.web.navigation import NavItem, Place


def items(request: HttpRequest) -> list[NavItem]:
    """Nothing on a municipality's site, where these pages do not exist."""
    if getattr(request, "municipality", None) is not None:
        return []
    start = reverse("partners:start")
    return [
        NavItem(label=_("For partners"), url=start, place=Place.FOOTER, order=5),
        NavItem(label=_("For partners"), url=start, place=Place.PARTNER, order=10),
        NavItem(label=_("How a test is done"), url=reverse("partners:how"), place=Place.PARTNER, order=20),
        NavItem(label=_("Municipalities"), url=reverse("portfolio:home"), place=Place.PARTNER, order=30),
    ]
