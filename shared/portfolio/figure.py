"""The funnel as a figure: bars of server-side SVG, which stand alike on a page, on paper and without script."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shared.portfolio.funnel import Counts
from sluss.workflow.phases import ORDER, Phase

WIDTH = 400
ROW = 62
BAR_TOP = 26
SMALLEST = 2.0  # a phase with any idea at all is never drawn as nothing


@dataclass(frozen=True)
class Bar:
    """One phase. Lengths and places in the units of the figure's view box."""

    label: str
    text: str
    text_y: int
    y: int
    reached: float
    here_now: float


@dataclass(frozen=True)
class Figure:
    title: str
    conclusion: str
    height: int
    bars: list[Bar]
    width: int = WIDTH


def funnel_figure(counts: Counts) -> Figure:
    """A bar a phase: its whole length the ideas that reached it, its striped part those that are in it now."""
    bars = [_bar(place, counts) for place in range(len(ORDER))]
    return Figure(title=_("How far ideas have come"), conclusion=conclusion(counts), height=ROW * len(ORDER), bars=bars)


def conclusion(counts: Counts) -> str:
    """What the figure shows, in words."""
    return ngettext(
        "Of %(ideas)d idea, %(tested)d has been tested or come further, %(implemented)d is implemented and"
        " %(concluded)d was concluded with learning.",
        "Of %(ideas)d ideas, %(tested)d have been tested or come further, %(implemented)d are implemented and"
        " %(concluded)d were concluded with learning.",
        counts.ideas,
    ) % {
        "ideas": counts.ideas,
        "tested": counts.reached[ORDER.index(Phase.TEST)],
        "implemented": counts.implemented,
        "concluded": counts.concluded,
    }


def _bar(place: int, counts: Counts) -> Bar:
    reached, here_now = counts.reached[place], counts.here_now[place]
    return Bar(
        label=str(Phase(ORDER[place]).label),
        text=_("%(reached)d reached it, %(now)d are here now") % {"reached": reached, "now": here_now},
        text_y=place * ROW + BAR_TOP - 8,
        y=place * ROW + BAR_TOP,
        reached=_length(reached, of=counts.ideas),
        here_now=min(_length(here_now, of=counts.ideas), _length(reached, of=counts.ideas)),
    )


def _length(number: int, *, of: int) -> float:
    return round(max(SMALLEST, WIDTH * number / of), 1) if number else 0.0
