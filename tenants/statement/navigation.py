"""What stands at the foot of every page of a municipality, and the reports for those who handle them."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluss.web.navigation import NavItem, Place


def items(request: HttpRequest) -> list[NavItem]:
    if getattr(request, "municipality", None) is None:
        return []
    about = ((_("How we handle personal data"), "personal_data"), (_("Ask for official documents"), "documents"))
    return [
        NavItem(label=label, url=reverse(f"statement:{name}"), place=Place.FOOTER, order=20 + number)
        for number, (label, name) in enumerate(about)
    ]
