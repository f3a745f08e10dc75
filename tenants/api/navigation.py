"""The keys, in the administrator's tools."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluss.web.navigation import NavItem, Place
from tenants.api.rules import may_keep


def items(request: HttpRequest) -> list[NavItem]:
    member = getattr(request, "member", None)
    if member is None or not may_keep(member):
        return []
    return [NavItem(label=_("API keys"), url=reverse("api:integrations"), place=Place.TOOLS, order=85)]
