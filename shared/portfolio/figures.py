"""The region's numbers as the figures that every page shares."""

from django.utils.translation import gettext as _

from shared.portfolio.filters import Choice
from shared.portfolio.funnel import Funnel
from shared.portfolio.times import Passage
from shared.portfolio.uptake import Uptake
from shared.portfolio.words import period
from sluss.registry.models import Municipality
from sluss.web.figures.figure import Figure, Look
from sluss.web.figures.funnel import FunnelRow, funnel_figure
from sluss.web.figures.map import MapState, map_figure
from sluss.web.figures.spread import spread_figure
from sluss.web.figures.time_in_phase import TimeRow, time_figure
from sluss.workflow.phases import ORDER, Phase

NONE = "none"
# Five looks can be told apart, so the phases before anything is tried are one.
EARLY = (Phase.CAPTURE, Phase.UNDERSTAND, Phase.DEVELOP)
LOOKS = {Phase.SPREAD: Look.ACCENT, Phase.IMPLEMENT: Look.SOLID, Phase.TEST: Look.STRIPES, Phase.DEVELOP: Look.DOTS}


def funnel_of(found: Funnel, *, choice: Choice, csv_url: str) -> Figure:
    numbers = zip(Phase.labels, found.total.reached, found.total.here_now, strict=True)
    rows = [FunnelRow(str(label), reached, here_now) for label, reached, here_now in numbers]
    return funnel_figure(rows, title=_("How far ideas have come"), period=period(choice), csv_url=csv_url)


def map_of(found: Funnel, *, choice: Choice, csv_url: str) -> Figure:
    """Each municipality by the furthest phase that any of its ideas has reached."""
    furthest = {line.code: line.counts.furthest for line in found.municipalities}
    data = {code: Phase.DEVELOP.value if phase in EARLY else phase for code, phase in furthest.items() if phase}
    return map_figure(
        data,
        states=[
            *(MapState(phase.value, _map_label(phase), look) for phase, look in LOOKS.items()),
            MapState(NONE, _("No ideas counted"), Look.PLAIN),
        ],
        title=_("The furthest an idea has come in each municipality"),
        period=period(choice),
        csv_url=csv_url,
        within=furthest,
    )


def time_of(found: list[Passage], *, choice: Choice, csv_url: str) -> Figure:
    """Phases that fewer than five have left are named without their times: a median of two says nothing."""
    labels = dict(zip(ORDER, Phase.labels, strict=True))
    rows = [TimeRow(str(labels[p.phase]), p.number, p.low, p.median, p.high, p.promised) for p in found]
    return time_figure(rows, title=_("Time in each phase"), period=period(choice), csv_url=csv_url, about_people=True)


def uptake_of(found: Uptake, *, csv_url: str) -> Figure:
    return spread_figure(
        found.months,
        of=found.of,
        title=_("Municipalities where ideas come in"),
        said=_("By the end of %(month)s ideas had come in in %(number)d of %(of)d municipalities."),
        csv_url=csv_url,
    )


def map_of_members(municipalities: list[Municipality], *, csv_url: str = "") -> Figure:
    """Which municipalities have a sluice, by federation."""
    names = dict.fromkeys(one.federation.name for one in municipalities)
    looks = (Look.SOLID, Look.STRIPES, Look.DOTS, Look.ACCENT)
    states = [MapState(name, name, look) for name, look in zip(names, looks, strict=False)]
    return map_figure(
        {one.code: one.federation.name for one in municipalities if one.federation.name in list(names)[: len(looks)]},
        states=[*states, MapState(NONE, _("No sluice here yet"), Look.PLAIN)],
        title=_("Municipalities with a sluice"),
        csv_url=csv_url,
    )


def _map_label(phase: Phase) -> str:
    return (
        _("%(first)s to %(last)s") % {"first": EARLY[0].label, "last": EARLY[-1].label}
        if phase in EARLY
        else str(phase.label)
    )
