"""The needs in the menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss.web.navigation import NavItem, Place
from tenants.people.models import Member


def items(request: HttpRequest) -> list[NavItem]:
    member: Member | None = getattr(request, "member", None)
    if member is None or member.is_guest:
        return []
    return [NavItem(label=_("Needs"), url=reverse("needs:list"), place=Place.EXPLORE, order=10)]
