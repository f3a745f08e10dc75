"""A line the height of a word: how one number has gone. For a table's cell or beside a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sluss.web.figures.figure import Figure, empty_figure, units, written
from sluss.web.figures.scale import linear

WIDTH, HEIGHT = 120, 28


@dataclass(frozen=True)
class SparkDrawing:
    line: str
    last: tuple[str, str]


def sparkline_figure(
    data: Sequence[tuple[str, float]], *, title: str, csv_url: str = "", key: str = "sparkline"
) -> Figure:
    """`data`: period and number, in order. `key` must differ between the lines of a table."""
    if not data:
        return empty_figure("sparkline", key=key, title=title, period="")
    numbers = [number for _label, number in data]
    across = linear(0, max(1, len(data) - 1), start=3, end=WIDTH - 5)
    up = linear(min(0, *numbers), max(1, *numbers), start=HEIGHT - 4, end=5)
    places = [(units(across(at)), units(up(number))) for at, number in enumerate(numbers)]
    return Figure(
        kind="sparkline",
        key=key,
        title=title,
        conclusion=_conclusion(data),
        width=WIDTH,
        height=HEIGHT,
        drawing=SparkDrawing(" ".join(f"{x},{y}" for x, y in places), places[-1]),
        header=[_("Period"), _("Number")],
        rows=[[label, written(number)] for label, number in data],
        csv_url=csv_url,
    )


def _conclusion(data: Sequence[tuple[str, float]]) -> str:
    first, last, top = data[0], data[-1], max(data, key=lambda each: each[1])
    return _("From %(first)s (%(start)s) to %(last)s (%(end)s), at most %(top)s (%(when)s).") % {
        "first": written(first[1]),
        "start": first[0],
        "last": written(last[1]),
        "end": last[0],
        "top": written(top[1]),
        "when": top[0],
    }
