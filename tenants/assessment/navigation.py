"""Assessments in the menu: what to assess for those who usually are asked, the overview for who asks."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluss.web.navigation import NavItem, Place
from tenants.assessment.rules import POOL, may_assign
from tenants.people.models import Member


def items(request: HttpRequest) -> list[NavItem]:
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return []
    found = []
    if member.has_role(*POOL):
        found.append(NavItem(label=_("To assess"), url=reverse("assessment:queue"), place=Place.WORK, order=20))
    if may_assign(member):
        found.append(NavItem(label=_("Assessments"), url=reverse("assessment:overview"), place=Place.EXPLORE, order=21))
    return found
