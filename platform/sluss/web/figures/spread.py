"""The spread curve: how many have taken something up, month by month."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sluss.web.figures.figure import Figure, empty_figure, note, units
from sluss.web.figures.scale import linear, ticks

WIDTH, HEIGHT = 400, 220
LEFT, RIGHT, TOP, BOTTOM = 30, 366, 14, 184
FEW = 24  # with more months than this the dots would run together


@dataclass(frozen=True)
class Month:
    """The first day of a month, and how many had taken it up when the month ended."""

    month: dt.date
    number: int


@dataclass(frozen=True)
class CurveDrawing:
    line: str
    area: str
    dots: Sequence[tuple[str, str]]
    last: tuple[str, str, int]
    levels: list[tuple[str, int]]
    months: list[tuple[str, str, str]]
    left: int = LEFT
    right: int = RIGHT
    bottom: int = BOTTOM


def spread_figure(
    data: Sequence[Month],
    *,
    of: int,
    title: str,
    said: str = "",
    period: str = "",
    csv_url: str = "",
    key: str = "spread",
) -> Figure:
    """Cumulative, of `of` municipalities. Months in order, none left out. `said` is the conclusion in other words than
    that something was taken up, with %(month)s, %(number)d and %(of)d."""
    if not data or not data[-1].number:
        return empty_figure("spread", key=key, title=title, period=period)
    across = linear(0, len(data) - 1, start=LEFT, end=RIGHT)
    levels = ticks(max(of, data[-1].number))
    up = linear(0, levels[-1], start=BOTTOM, end=TOP)
    places = [(units(across(at)), units(up(month.number))) for at, month in enumerate(data)]
    line = " ".join(f"{x},{y}" for x, y in places)
    return Figure(
        kind="spread",
        key=key,
        title=title,
        conclusion=_conclusion(data, of, said),
        width=WIDTH,
        height=HEIGHT,
        drawing=CurveDrawing(
            line=line,
            area=f"M{places[0][0]},{BOTTOM} L{line} {places[-1][0]},{BOTTOM}Z",
            dots=places if len(places) <= FEW else places[-1:],
            last=(*places[-1], data[-1].number),
            levels=[(units(up(level)), level) for level in levels],
            months=_months(data, places),
        ),
        header=[_("Month"), _("Municipalities")],
        rows=[[date_format(month.month, "Y-m"), str(month.number)] for month in data],
        note=note(ngettext("%(of)d municipality", "%(of)d municipalities", of) % {"of": of}, period or _period(data)),
        csv_url=csv_url,
    )


def _conclusion(data: Sequence[Month], of: int, wording: str) -> str:
    last = data[-1]
    said = (wording or _("By the end of %(month)s %(number)d of %(of)d municipalities had taken it up.")) % {
        "month": date_format(last.month, pgettext("format of a month", "F Y")),
        "number": last.number,
        "of": of,
    }
    if len(data) <= 6:
        return said
    lately = last.number - data[-7].number
    more = ngettext(
        "%(lately)d of them did so in the last six months.", "%(lately)d of them did so in the last six months.", lately
    ) % {"lately": lately}
    return f"{said} {more}" if lately else f"{said} {_('No more have joined in the last six months.')}"


def _months(data: Sequence[Month], places: Sequence[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """The first, the middle and the last month, each turned inwards so that it stays on the paper."""
    chosen = {0: "start", len(data) - 1: "end"}
    if len(data) > 4:
        chosen[len(data) // 2] = "middle"
    written = pgettext("format of a short month", "M Y")
    return [(places[at][0], date_format(data[at].month, written), anchor) for at, anchor in sorted(chosen.items())]


def _period(data: Sequence[Month]) -> str:
    return f"{date_format(data[0].month, 'Y-m')} – {date_format(data[-1].month, 'Y-m')}"
