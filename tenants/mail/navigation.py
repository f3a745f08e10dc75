"""The outbox in the menu of those who answer for it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss.web.navigation import NavItem, Place
from tenants.mail.rules import READERS


def items(request: HttpRequest) -> list[NavItem]:
    member: Any = getattr(request, "member", None)
    if member is None or not set(READERS) & set(member.roles):
        return []
    return [NavItem(label=_("Outbox"), url=reverse("mail:outbox"), place=Place.TOOLS, order=75)]
