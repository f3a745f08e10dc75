"""Leaving an idea in the menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss.web.navigation import NavItem, Place


def items(request: HttpRequest) -> list[NavItem]:
    if getattr(request, "municipality", None) is None:
        return []
    leave = NavItem(label=_("Leave an idea"), url=reverse("intake:leave"), place=Place.PRIMARY, order=10)
    if getattr(request, "member", None) is None:
        follow = NavItem(label=_("Follow what you left"), url=reverse("intake:follow_code"), place=Place.MAIN, order=40)
        return [leave, follow]
    mine = NavItem(label=_("My ideas"), url=reverse("intake:mine"), place=Place.MAIN, order=30)
    return [leave, mine]
