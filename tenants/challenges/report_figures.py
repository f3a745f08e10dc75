"""A report's counted figures in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants.ideas.models import Source

FATES = {
    "waiting": gettext_lazy("wait for a first answer"),
    "taken_on": gettext_lazy("on their way through the chambers"),
    "implemented": gettext_lazy("put into use"),
    "in_line": gettext_lazy("handed over to the line"),
    "learned": gettext_lazy("concluded with learning"),
    "connected": gettext_lazy("connected to another idea"),
    "answered": gettext_lazy("answered or passed on"),
}


def lines_at_closing(counted: dict[str, Any]) -> list[tuple[str, int]]:
    """What came in, each figure with its name; a source only where something came from it."""
    lines = [
        (_("Ideas"), counted["ideas"]),
        (_("People behind them"), counted["people"]),
        (_("Units they are about"), counted["units"]),
        (_("People invited"), counted["invited"]),
    ]
    sources = [
        (_("Ideas from: %(source)s") % {"source": Source(key).label}, n) for key, n in counted["by_source"].items()
    ]
    return [*lines, *sources]


def lines_at_report(counted: dict[str, int]) -> list[tuple[str, int]]:
    return [(str(FATES[fate]), number) for fate, number in counted.items()]
