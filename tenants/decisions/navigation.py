"""The list of decisions in the menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss.web.navigation import NavItem, Place


def items(request: HttpRequest) -> list[NavItem]:
    if getattr(request, "member", None) is None:
        return []
    return [NavItem(label=_("Decisions"), url=reverse("decisions:list"), place=Place.MAIN, order=30)]
