"""The follow-up in the menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss.web.navigation import NavItem, Place


def items(request: HttpRequest) -> list[NavItem]:
    if getattr(request, "member", None) is None:
        return []
    return [NavItem(label=_("Follow-up"), url=reverse("followup:page"), place=Place.EXPLORE, order=90)]
