"""Trials in the menu, and what is coming to those who may be named as receiving owners."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluss.web.navigation import NavItem, Place
from tenants.trials.rules import RATE_KEEPERS, RECEIVERS


def items(request: HttpRequest) -> list[NavItem]:
    """By role alone: asking on every page whether somebody has been named would cost a statement each time."""
    member: Any = getattr(request, "member", None)
    if member is None:
        return []
    found = [NavItem(label=_("Trials"), url=reverse("trials:list"), place=Place.TOOLS, order=40)]
    if member.has_role(*RECEIVERS):
        found.append(NavItem(label=_("Coming to me"), url=reverse("trials:coming"), place=Place.TOOLS, order=12))
    if member.has_role(*RATE_KEEPERS):
        found.append(NavItem(label=_("What an hour costs"), url=reverse("trials:rates"), place=Place.TOOLS, order=75))
    return found
