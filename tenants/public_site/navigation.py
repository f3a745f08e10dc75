"""The open pages in the menu: first for visitors, below for those who work here."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss.web.navigation import NavItem, Place
from tenants.public_site.rules import may_look


def items(request: HttpRequest) -> list[NavItem]:
    if getattr(request, "municipality", None) is None:
        return []
    member: Any = getattr(request, "member", None)
    start = reverse("public_site:start")
    if member is None:
        return [NavItem(label=_("Open to all"), url=start, place=Place.MAIN, order=20)]
    found = [NavItem(label=_("Open to all"), url=start, place=Place.EXPLORE, order=90)]
    if may_look(member):
        found.append(
            NavItem(label=_("Comments to look at"), url=reverse("public_site:queue"), place=Place.WORK, order=60)
        )
    return found
