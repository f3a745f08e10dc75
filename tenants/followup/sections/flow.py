"""How far ideas have come, by phase and by the municipality's own chambers, and which chambers hold too much."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sluss.clock import STOCKHOLM
from sluss.web.figures.figure import Figure
from sluss.web.figures.funnel import FunnelRow, funnel_figure
from sluss.web.figures.sparkline import sparkline_figure
from sluss.workflow.phases import Phase
from tenants.followup.chambers import Chamber, chambers
from tenants.followup.scope import Scope
from tenants.followup.stays import ask
from tenants.followup.tables import Section, Table, before, counted
from tenants.ideas.models import IN_CHAMBERS, Idea, Secrecy, Status

WAITING = (Status.INBOX, Status.ASKED)
# The furthest chamber of each idea, as it is placed in the model in use: where it has been, or where it was put.
FURTHEST = """
, place AS (
    SELECT idea, stage FROM stay WHERE stage IS NOT NULL AND status IN ('active', 'on_hold')
    UNION SELECT i.id, i.stage_id FROM {ideas} i WHERE i.stage_id IS NOT NULL AND i.id IN (SELECT idea FROM stay)
), furthest AS (
    SELECT place.idea, MAX(u.position) AS position
    FROM place JOIN {stages} s ON s.id = place.stage
    JOIN {stages} u ON COALESCE(u.lineage, u.id) = COALESCE(s.lineage, s.id)
    JOIN {models} m ON m.id = u.model_id AND m.in_use
    GROUP BY place.idea
)
SELECT position, COUNT(*) FROM furthest GROUP BY position
"""
MONTHS_DRAWN = 36


def flow(scope: Scope) -> Section:
    section, total = _whole(scope)
    rows = chambers()
    return replace(section, tables=[*section.tables, _by_chamber(scope, rows, total), _limits(rows)])


def short_flow(scope: Scope) -> Section:
    """The phases alone."""
    return _whole(scope)[0]


def _whole(scope: Scope) -> tuple[Section, int]:
    by_status = dict(scope.received().values_list("status").annotate(number=Count("pk")))
    total = sum(by_status.values())
    section = Section(
        sentence=_came_in(total, by_status),
        compared=before(scope.before.received().count()),
        tables=[_by_phase(scope, by_status, total)],
        figures=_by_month(scope),
    )
    return section, total


def _came_in(total: int, by_status: dict[str, int]) -> str:
    facts = {"number": total, "done": by_status.get(Status.IMPLEMENTED, 0)}
    facts["learned"] = by_status.get(Status.CONCLUDED, 0)
    return (
        ngettext(
            "%(number)d idea came in. Implemented: %(done)d. Concluded with learning: %(learned)d.",
            "%(number)d ideas came in. Implemented: %(done)d. Concluded with learning: %(learned)d.",
            total,
        )
        % facts
    )


def ideas_in_words(total: int) -> str:
    return ngettext("%(number)d idea", "%(number)d ideas", total) % {"number": total}


def _reached[K](at: dict[K, int], order: Sequence[K]) -> list[int]:
    """How many came to each place or further."""
    return [sum(at.get(one, 0) for one in order[place:]) for place in range(len(order))]


def _by_phase(scope: Scope, by_status: dict[str, int], total: int) -> Table:
    received = scope.received()
    furthest = dict(received.values_list("furthest_phase").annotate(number=Count("pk")))
    inside = received.filter(status__in=IN_CHAMBERS)
    now = Counter(dict(inside.values_list("stage__phase").annotate(number=Count("pk"))))
    now[Phase.CAPTURE.value] += sum(by_status.get(status, 0) for status in WAITING)
    data = [
        FunnelRow(str(phase.label), reached, now[phase.value])
        for phase, reached in zip(Phase, _reached(furthest, list(Phase.values)), strict=True)
    ]
    return _funnel("faser", data, scope, total, title=_("From idea to spread, by phase"), first=_("Phase"))


def _by_chamber(scope: Scope, rows: list[Chamber], total: int) -> Table:
    at: dict[int, int] = dict(ask(FURTHEST, scope=scope, received=True))
    inside = scope.received().filter(status__in=IN_CHAMBERS).values_list("stage__lineage", "stage_id")
    now: Counter[int] = Counter()
    for lineage, stage, number in inside.annotate(number=Count("pk")):
        now[lineage or stage] += number
    positions = [row.position for row in rows]
    data = [
        FunnelRow(row.name, reached, now[row.line]) for row, reached in zip(rows, _reached(at, positions), strict=True)
    ]
    return _funnel("kammare", data, scope, total, title=_("From chamber to chamber"), first=_("Chamber"))


def _funnel(key: str, data: list[FunnelRow], scope: Scope, total: int, *, title: str, first: str) -> Table:
    figure = funnel_figure(data, title=title, key=key)
    header = [first, _("Came there or further"), _("Are there now")]
    said = counted(ideas_in_words(total), scope)
    rows = [(row.label, row.reached, row.here_now) for row in data]
    drawn = replace(figure, note=said, header=header if figure.rows else ())
    return Table(key, title, figure.conclusion, said, header, rows, drawn)


def _limits(rows: list[Chamber]) -> Table:
    """The board as it stands: a chamber's limit is the whole municipality's, whatever is followed up."""
    inside = Idea.objects.exclude(secrecy=Secrecy.CLOSED).filter(status__in=IN_CHAMBERS).order_by()
    now: Counter[int] = Counter()
    for lineage, stage, number in inside.values_list("stage__lineage", "stage_id").annotate(number=Count("pk")):
        now[lineage or stage] += number
    over = [row for row in rows if row.work_limit is not None and now[row.line] > row.work_limit]
    sentence = (
        ngettext(
            "%(number)d chamber holds more than its limit: %(names)s.",
            "%(number)d chambers hold more than their limits: %(names)s.",
            len(over),
        )
        % {"number": len(over), "names": ", ".join(row.name for row in over)}
        if over
        else _("No chamber holds more than its limit.")
    )
    return Table(
        "granser",
        _("Limits of the chambers"),
        sentence,
        _("%(ideas)s · today, the whole municipality") % {"ideas": ideas_in_words(sum(now.values()))},
        [_("Chamber"), _("Are there now"), _("Limit"), _("Above the limit")],
        [(row.name, now[row.line], row.work_limit, _above(now[row.line], row.work_limit)) for row in rows],
    )


def _above(number: int, limit: int | None) -> int | None:
    return None if limit is None else max(0, number - limit)


def _by_month(scope: Scope) -> list[Figure]:
    """Every month of the period, also those when nothing came; the last ones where the period is very long."""
    month = TruncMonth("received_at", tzinfo=STOCKHOLM)
    found = scope.received().annotate(month=month).values_list("month").annotate(number=Count("pk"))
    came = {(at.year, at.month): number for at, number in found}
    data: list[tuple[str, float]] = []
    year, number = scope.period.until.year, scope.period.until.month
    while (year, number) >= (scope.period.since.year, scope.period.since.month) and len(data) < MONTHS_DRAWN:
        day = scope.period.until.replace(year=year, month=number, day=1)
        data.append((date_format(day, "Y-m"), came.get((year, number), 0)))
        year, number = (year, number - 1) if number > 1 else (year - 1, 12)
    return [sparkline_figure(data[::-1], title=_("Came in, by month"), key="came-in")]
