"""The model in the menu of those who edit it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluss.web.navigation import NavItem, Place
from tenants.model_editor.rules import EDITORS


def items(request: HttpRequest) -> list[NavItem]:
    member: Any = getattr(request, "member", None)
    if member is None or not member.has_role(*EDITORS):
        return []
    return [NavItem(label=_("The model"), url=reverse("model_editor:versions"), place=Place.TOOLS, order=70)]
