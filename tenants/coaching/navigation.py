"""Coaching in the menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluss.web.navigation import NavItem, Place
from tenants.coaching.rules import SEES_LOAD
from tenants.people.models import Role


def items(request: HttpRequest) -> list[NavItem]:
    member: Any = getattr(request, "member", None)
    if member is None:
        return []
    found = []
    if member.has_role(Role.COACH):
        found.append(NavItem(label=_("My queue"), url=reverse("coaching:queue"), place=Place.WORK, order=10))
    if member.has_role(*SEES_LOAD):
        found.append(NavItem(label=_("Coaches"), url=reverse("coaching:load"), place=Place.EXPLORE, order=45))
    found.append(NavItem(label=_("Method cards"), url=reverse("coaching:cards"), place=Place.EXPLORE, order=55))
    return found
