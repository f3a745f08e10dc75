"""Time in phase against what was promised: the median as a dot, the middle half as a bar, the promise as a line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sluss.web.figures.figure import Figure, Key, empty_figure, is_small, note, shown, units
from sluss.web.figures.scale import linear, ticks

WIDTH = 400
ROW = 50  # the lines of the scale are dashed by it: 26 drawn, 24 left to the texts
LINE = 33  # where in its row a phase is drawn
LEFT, RIGHT = 8, 392
AXIS = 26


@dataclass(frozen=True)
class TimeRow:
    """A phase: the quartiles of the days that the `number` ideas which left it were there, and the days promised."""

    label: str
    number: int
    low: float
    median: float
    high: float
    promise: float | None

    @property
    def is_late(self) -> bool:
        return self.beyond > 0

    @property
    def beyond(self) -> float:
        """Days that the median lies beyond what was promised; negative within it, 0 where nothing was."""
        return 0 if self.promise is None else self.median - self.promise


@dataclass(frozen=True)
class Span:
    label: str
    text: str
    text_y: int
    y: int
    low: str
    width: str
    median: str
    promise: str
    is_late: bool
    is_told: bool


@dataclass(frozen=True)
class TimeDrawing:
    spans: list[Span]
    ticks: list[tuple[str, int]]
    axis_y: int
    left: int = LEFT
    right: int = RIGHT


def time_figure(
    data: Sequence[TimeRow],
    *,
    title: str,
    period: str = "",
    csv_url: str = "",
    key: str = "time",
    about_people: bool = False,
) -> Figure:
    """`about_people`: phases that fewer than 5 have left are named without their times."""
    told = [row for row in data if row.number and not is_small(row.number, about_people=about_people)]
    if not told:
        return empty_figure("time", key=key, title=title, period=period)
    marks = ticks(max(max(row.high, row.median, row.promise or 0) for row in told))
    place = linear(0, marks[-1], start=LEFT, end=RIGHT)
    left = sum(row.number for row in told)
    return Figure(
        kind="time",
        key=key,
        title=title,
        conclusion=_conclusion(told),
        width=WIDTH,
        height=ROW * len(data) + AXIS,
        drawing=TimeDrawing(
            [_span(number, row, place, is_told=row in told) for number, row in enumerate(data)],
            [(units(place(mark)), mark) for mark in marks],
            ROW * len(data),
        ),
        legend=_legend(),
        header=[_("Phase"), _("Passed it"), _("Median, days"), _("Middle half, days"), _("Promised, days")],
        rows=[_row(row, about_people, is_told=row in told) for row in data],
        note=note(ngettext("%(number)d passage", "%(number)d passages", left) % {"number": left}, period),
        csv_url=csv_url,
    )


def _legend() -> list[Key]:
    return [
        Key(_("median within the promise"), "dot"),
        Key(_("median beyond the promise"), "diamond"),
        Key(_("the middle half"), "span"),
        Key(_("promised"), "promise"),
    ]


def _conclusion(told: Sequence[TimeRow]) -> str:
    promised = [row for row in told if row.promise is not None]
    late = [row for row in promised if row.is_late]
    if not promised:
        longest = max(told, key=lambda row: row.median)
        return _("Ideas stay longest in %(phase)s: a median of %(days)s.") % {
            "phase": longest.label,
            "days": _days(longest.median),
        }
    if not late:
        return _("In every phase the median is within what was promised.")
    worst = max(late, key=lambda row: row.beyond)
    return ngettext(
        "In %(number)d phase of %(of)d the median is longer than promised. Furthest beyond is %(phase)s:"
        " %(days)s against %(promise)s.",
        "In %(number)d phases of %(of)d the median is longer than promised. Furthest beyond is %(phase)s:"
        " %(days)s against %(promise)s.",
        len(late),
    ) % {
        "number": len(late),
        "of": len(promised),
        "phase": worst.label,
        "days": _days(worst.median),
        "promise": _days(worst.promise or 0),
    }


def _days(number: float) -> str:
    whole = round(number)
    return ngettext("%(days)d day", "%(days)d days", whole) % {"days": whole}


def _span(number: int, row: TimeRow, place: Callable[[float], float], *, is_told: bool) -> Span:
    low, high = place(row.low), place(row.high)
    return Span(
        label=row.label,
        text=_text(row, is_told=is_told),
        text_y=number * ROW + 15,
        y=number * ROW + LINE,
        low=units(low),
        width=units(max(high - low, 2)),
        median=units(place(row.median)),
        promise="" if row.promise is None else units(place(row.promise)),
        is_late=row.is_late,
        is_told=is_told,
    )


def _text(row: TimeRow, *, is_told: bool) -> str:
    if not is_told:
        return _("too few to tell") if row.number else _("nothing has passed")
    if row.promise is None:
        return _days(row.median)
    return _("%(days)s, promised %(promise)d") % {"days": _days(row.median), "promise": round(row.promise)}


def _row(row: TimeRow, about_people: bool, *, is_told: bool) -> list[str]:
    times = [f"{row.median:.0f}", f"{row.low:.0f}–{row.high:.0f}"] if is_told else ["–", "–"]
    promise = "–" if row.promise is None else f"{row.promise:.0f}"
    return [row.label, shown(row.number, about_people=about_people), *times, promise]
