"""The contact centre in the menu: first for agents, among the tools for others who may take a call."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluss.web.navigation import NavItem, Place
from tenants.contact_centre.rules import may_take_calls
from tenants.people.models import Role


def items(request: HttpRequest) -> list[NavItem]:
    member: Any = getattr(request, "member", None)
    if member is None or not may_take_calls(member):
        return []
    place = Place.MAIN if member.has_role(Role.AGENT) else Place.TOOLS
    return [NavItem(label=_("Contact centre"), url=reverse("contact_centre:call"), place=place, order=3)]
