"""How long ideas stay in each chamber, against what was promised."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sluss.web.figures.figure import is_small
from sluss.web.figures.time_in_phase import TimeRow, time_figure
from tenants.followup.chambers import Chamber, chambers
from tenants.followup.scope import Scope
from tenants.followup.stays import ask, in_chambers
from tenants.followup.tables import Section, Table, before, counted

# An idea that came back to a chamber, or waited there, has been there for all its stretches together.
QUARTILES = """
, passage AS (
    SELECT idea, COALESCE(s.lineage, s.id) AS line, SUM(left_on - entered_on) AS days,
           SUM(promised_on - entered_on) AS promised
    FROM stay JOIN {{stages}} s ON s.id = stay.stage
    WHERE status IN ('active', 'on_hold') AND {condition}
    GROUP BY idea, line
    HAVING BOOL_AND(left_on IS NOT NULL) AND MAX(left_on) BETWEEN %s AND %s
)
SELECT line, COUNT(*), PERCENTILE_CONT(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY days),
       PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY promised)
FROM passage GROUP BY line
"""


def times(scope: Scope) -> Section:
    rows = chambers()
    now, earlier = _passages(scope, rows), _passages(scope.before, rows)
    table = _table(scope, now)
    return Section(sentence=table.sentence, compared=before(_late_of(earlier)), tables=[table])


def _passages(scope: Scope, rows: list[Chamber]) -> list[TimeRow]:
    condition, values = in_chambers(scope)
    statement = QUARTILES.format(condition=condition)
    found = ask(statement, *values, scope.period.since, scope.period.until, scope=scope)
    by_line = {line: rest for line, *rest in found}
    return [_row(row, *by_line.get(row.line, (0, (0, 0, 0), None))) for row in rows]


def _row(chamber: Chamber, number: int, quartiles: tuple[float, float, float], promised: float | None) -> TimeRow:
    low, median, high = quartiles
    return TimeRow(
        chamber.name, number, low, median, high, float(chamber.promised_days if promised is None else promised)
    )


def _told(rows: list[TimeRow]) -> list[TimeRow]:
    return [row for row in rows if row.number and not is_small(row.number, about_people=True)]


def _late_of(rows: list[TimeRow]) -> str:
    told = _told(rows)
    late = sum(row.is_late for row in told)
    if not told:
        return _("too few to tell")
    return _("%(late)d of %(all)d chambers beyond what was promised") % {"late": late, "all": len(told)}


def _sentence(rows: list[TimeRow]) -> str:
    told = _told(rows)
    late = [row for row in told if row.is_late]
    if not told:
        return _("Too few ideas have left a chamber to say how long it takes.")
    if not late:
        return _("In every chamber the median is within what was promised.")
    worst = max(late, key=lambda row: row.beyond)
    return ngettext(
        "In %(number)d chamber of %(of)d the median is longer than promised. Furthest beyond is %(name)s: %(days)d days"
        " against %(promise)d.",
        "In %(number)d chambers of %(of)d the median is longer than promised. Furthest beyond is %(name)s: %(days)d"
        " days against %(promise)d.",
        len(late),
    ) % {
        "number": len(late),
        "of": len(told),
        "name": worst.label,
        "days": round(worst.median),
        "promise": round(worst.promise or 0),
    }


def _table(scope: Scope, rows: list[TimeRow]) -> Table:
    title = _("Time in each chamber against what was promised")
    header = [
        *(_("Chamber"), _("Left it"), _("Lower quartile, days"), _("Median, days")),
        *(_("Upper quartile, days"), _("Promised, days")),
    ]
    left = sum(row.number for row in rows)
    said = counted(ngettext("%(number)d passage", "%(number)d passages", left) % {"number": left}, scope)
    figure = time_figure(rows, title=title, key="tid", about_people=True)
    sentence = _sentence(rows)
    drawn = replace(figure, conclusion=sentence, note=said, header=header, rows=[])
    cells = [_cells(row, is_told=row in _told(rows)) for row in rows]
    if figure.rows:
        drawn = replace(drawn, rows=[["–" if cell == "" else str(cell) for cell in row] for row in cells])
    return Table("kammare", title, sentence, said, header, cells, drawn if figure.rows else None)


def _cells(row: TimeRow, *, is_told: bool) -> list[str | int]:
    """Chambers that fewer than five have left are listed without times."""
    times = [round(days) for days in (row.low, row.median, row.high)] if is_told else ["", "", ""]
    number: str | int = _("fewer than 5") if is_small(row.number, about_people=True) else row.number
    return [row.label, number, *times, round(row.promise or 0)]
