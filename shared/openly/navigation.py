"""The way to what is open, in the region's menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss.web.navigation import NavItem


def items(request: HttpRequest) -> list[NavItem]:
    """Nothing on a municipality's site, which has its own open pages."""
    if getattr(request, "municipality", None) is not None:
        return []
    return [NavItem(label=_("Open to all"), url=reverse("openly:search"), order=12)]
