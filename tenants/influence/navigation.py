"""Residents' influence in the menu; for visitors at the foot of every page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss.web.navigation import NavItem, Place
from tenants.influence.access import runs


def items(request: HttpRequest) -> list[NavItem]:
    if getattr(request, "municipality", None) is None:
        return []
    member = getattr(request, "member", None)
    if member is None:
        return [NavItem(label=_("Take part"), url=reverse("influence:public"), place=Place.FOOTER, order=15)]
    found = [
        NavItem(label=_("Residents' influence"), url=reverse("influence:list"), place=Place.EXPLORE, order=28),
    ]
    if runs(member):
        found.append(NavItem(label=_("Panels"), url=reverse("influence:panels"), place=Place.TOOLS, order=45))
    return found
