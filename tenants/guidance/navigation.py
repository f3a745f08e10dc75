"""The guidance in everybody's menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluss.web.navigation import NavItem, Place
from tenants.people.models import Role


def items(request: HttpRequest) -> list[NavItem]:
    member: Any = getattr(request, "member", None)
    if member is None:
        return []
    page = "guidance:manager" if member.has_role(Role.MANAGER) else "guidance:bearer"
    return [NavItem(label=_("Guidance"), url=reverse(page), place=Place.TOOLS, order=65)]
