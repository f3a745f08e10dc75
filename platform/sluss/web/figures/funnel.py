"""The funnel: how many came to each phase and how many are there now."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sluss.web.figures.figure import Figure, Key, Look, empty_figure, is_small, note, shown, units

WIDTH = 400
ROW = 44
BAR_TOP = 20
SMALLEST = 3.0  # a phase with anything at all is never drawn as nothing


@dataclass(frozen=True)
class FunnelRow:
    """A phase: how many reached it or went further, and how many of them are in it now."""

    label: str
    reached: int
    here_now: int


class Bar(NamedTuple):
    label: str
    text: str
    text_y: int
    y: int
    reached: str
    here_now: str


def funnel_figure(
    data: Sequence[FunnelRow],
    *,
    title: str,
    period: str = "",
    csv_url: str = "",
    key: str = "funnel",
    about_people: bool = False,
) -> Figure:
    """Bars by phase, in the order given. `about_people`: numbers under 5 are neither told nor drawn."""
    largest = max((row.reached for row in data), default=0)
    if not largest:
        return empty_figure("funnel", key=key, title=title, period=period)
    total = _ideas(data[0].reached, about_people)
    return Figure(
        kind="funnel",
        key=key,
        title=title,
        conclusion=_conclusion(data, about_people),
        width=WIDTH,
        height=ROW * len(data),
        drawing=[_bar(place, row, largest, about_people) for place, row in enumerate(data)],
        legend=[Key(_("reached the phase"), Look.SOLID), Key(_("are in it now"), Look.STRIPES)],
        header=[_("Phase"), _("Reached it"), _("In it now")],
        rows=[
            [r.label, shown(r.reached, about_people=about_people), shown(r.here_now, about_people=about_people)]
            for r in data
        ],
        note=note(total, period),
        csv_url=csv_url,
    )


def _ideas(number: int, about_people: bool) -> str:
    told = shown(number, about_people=about_people)
    return ngettext("%(number)s idea", "%(number)s ideas", number) % {"number": told}


def _conclusion(data: Sequence[FunnelRow], about_people: bool) -> str:
    first, last = data[0], data[-1]
    said = _("%(ideas)s reached %(first)s, and of these %(number)s came as far as %(last)s.") % {
        "ideas": _ideas(first.reached, about_people),
        "first": first.label,
        "number": shown(last.reached, about_people=about_people),
        "last": last.label,
    }
    # The difference of two numbers gives a hidden one away.
    if any(is_small(row.reached, about_people=about_people) for row in data):
        return said
    lost, phase = max(((a.reached - b.reached, a.label) for a, b in pairwise(data)), default=(0, ""))
    if not lost:
        return said
    most = ngettext(
        "Most have stayed or been concluded in %(phase)s: %(lost)d idea.",
        "Most have stayed or been concluded in %(phase)s: %(lost)d ideas.",
        lost,
    )
    return f"{said} {most % {'phase': phase, 'lost': lost}}"


def _bar(place: int, row: FunnelRow, largest: int, about_people: bool) -> Bar:
    reached = 0.0 if is_small(row.reached, about_people=about_people) else _length(row.reached, largest)
    here_now = 0.0 if is_small(row.here_now, about_people=about_people) else _length(row.here_now, largest)
    text = shown(row.reached, about_people=about_people)
    if row.here_now:
        text = _("%(reached)s, %(now)s now") % {
            "reached": text,
            "now": shown(row.here_now, about_people=about_people),
        }
    top = place * ROW
    return Bar(row.label, text, top + BAR_TOP - 6, top + BAR_TOP, units(reached), units(min(reached, here_now)))


def _length(number: int, largest: int) -> float:
    return max(SMALLEST, WIDTH * number / largest) if number else 0.0
