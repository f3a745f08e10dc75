"""The statement at the foot of every page. Both kinds of site have it under the same name."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluss.web.navigation import NavItem, Place


def items(request: HttpRequest) -> list[NavItem]:
    return [NavItem(label=_("Accessibility statement"), url=reverse("statement:page"), place=Place.FOOTER, order=10)]
