"""The settings in the menu of administrators."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluss.web.navigation import NavItem, Place
from tenants.people.rules import may_manage


def items(request: HttpRequest) -> list[NavItem]:
    member: Any = getattr(request, "member", None)
    if member is None or not may_manage(member):
        return []
    return [NavItem(label=_("Settings"), url=reverse("settings:overview"), place=Place.TOOLS, order=85)]
