"""What is new, in the menu of one's own account."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss.web.navigation import NavItem, Place


def items(request: HttpRequest) -> list[NavItem]:
    member: Any = getattr(request, "member", None)
    if member is None or member.is_guest:
        return []
    label = _("News (%(number)d)") % {"number": member.unread} if member.unread else _("News")
    return [NavItem(label=label, url=reverse("following:list"), place=Place.ACCOUNT, order=5)]
