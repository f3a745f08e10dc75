"""Decisions, those that wait, the idea board and the order of decisions in the menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss.web.navigation import NavItem, Place
from tenants.decisions.rules import BOARD_KEEPERS, KEEPERS, RAISERS


def items(request: HttpRequest) -> list[NavItem]:
    member: Any = getattr(request, "member", None)
    if member is None or member.is_guest:
        return []
    found = [NavItem(label=_("Decisions"), url=reverse("decisions:list"), place=Place.MAIN, order=30)]
    if member.has_role(*RAISERS):
        found.append(NavItem(label=_("Decisions that wait"), url=reverse("decisions:held"), place=Place.WORK, order=20))
        found.append(NavItem(label=_("Idea board"), url=reverse("decisions:board"), place=Place.WORK, order=21))
    if member.has_role(*KEEPERS, *BOARD_KEEPERS):
        found.append(
            NavItem(label=_("Order of decisions"), url=reverse("decisions:order"), place=Place.TOOLS, order=60)
        )
    return found
