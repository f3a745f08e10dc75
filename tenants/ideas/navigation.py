"""The idea pages in the menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss.web.navigation import NavItem, Place
from tenants.ideas.rules import may_triage
from tenants.people.models import Member


def items(request: HttpRequest) -> list[NavItem]:
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return []
    found = [
        NavItem(label=_("Ideas"), url=reverse("ideas:list"), place=Place.MAIN, order=10),
        NavItem(label=_("Board"), url=reverse("ideas:board"), place=Place.MAIN, order=20),
    ]
    if may_triage(member):
        found.append(NavItem(label=_("Inbox"), url=reverse("ideas:inbox"), place=Place.MAIN, order=5))
    return found
