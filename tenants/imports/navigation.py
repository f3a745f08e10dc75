"""The imports in the menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss.web.navigation import NavItem, Place
from tenants.imports.rules import IMPORTERS
from tenants.people.models import Member


def items(request: HttpRequest) -> list[NavItem]:
    member: Member | None = getattr(request, "member", None)
    if member is None or not member.has_role(*IMPORTERS):
        return []
    return [NavItem(label=_("Imports"), url=reverse("imports:list"), place=Place.TOOLS, order=70)]
