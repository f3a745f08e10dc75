"""Every row of a file of goals, judged against the others and against what is written in already."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tenants.goals.importing.reading import ReadRow
from tenants.goals.models import FIRST_YEAR, LAST_YEAR, Goal, Kind, Status
from tenants.imports.reading.folding import fold
from tenants.organisation.models import Authority, Unit

LONGEST = {"code": 20, "title_sv": 200, "title_en": 200}
KINDS = {
    **dict.fromkeys(("", "goal", "mal"), Kind.GOAL),
    **dict.fromkeys(("assignment", "assignment in the year plan", "uppdrag", "uppdrag i arsplanen"), Kind.ASSIGNMENT),
}
type Period = tuple[int, int]


@dataclass
class JudgedRow:
    """A row with what it would become. `known` is the goal that stands there already, `above` the row or goal it is
    part of, `problems` what must be put right in the file."""

    number: int
    code: str
    title_sv: str
    title_en: str
    kind: Kind = Kind.GOAL
    authority: Authority | None = None
    unit: Unit | None = None
    period: Period = (0, 0)
    above: "JudgedRow | Goal | None" = None
    known: Goal | None = None
    problems: list[str] = field(default_factory=list)

    @property
    def years(self) -> str:
        first, last = self.period
        return "–" if not first else str(first) if first == last else f"{first}–{last}"


def judge(rows: Iterable[ReadRow]) -> list[JudgedRow]:
    """Five queries at most, however many rows."""
    rows = list(rows)
    authorities, units, here = _authorities(), _by_name(Unit.objects.filter(active=True)), _goals()
    judged = [_alone(row, authorities, units) for row in rows]
    _mark_doubles(judged, here)
    for row, read in zip(judged, rows, strict=True):
        if code := read.cells.get("parent", ""):
            _place(row, code, judged, here)
    _mark_circles(judged)
    return judged


def _alone(read: ReadRow, authorities: dict[str, list[Any]], units: dict[str, list[Any]]) -> JudgedRow:
    cells = read.cells
    row = JudgedRow(read.number, cells["code"], cells["title_sv"], cells.get("title_en", ""))
    for name, most in LONGEST.items():
        if len(getattr(row, name)) > most:
            row.problems.append(_("A text is longer than %(most)s characters.") % {"most": most})
    if not row.code:
        row.problems.append(_("The number in the plan is missing."))
    if not row.title_sv:
        row.problems.append(_("The goal itself is missing."))
    if kind := KINDS.get(fold(cells.get("kind", ""))):
        row.kind = kind
    else:
        row.problems.append(_("“%(text)s” is neither a goal nor an assignment.") % {"text": cells["kind"]})
    row.period = _period(cells, row.problems)
    row.authority = _named(cells["authority"], authorities, row.problems, missing=_("Who has decided it is missing."))
    row.unit = _named(cells.get("unit", ""), units, row.problems)
    return row


def _period(cells: dict[str, str], problems: list[str]) -> Period:
    years = [cells["year_from"], cells.get("year_to") or cells["year_from"]]
    if not all(year.isascii() and year.isdecimal() and FIRST_YEAR <= int(year[:5]) <= LAST_YEAR for year in years):
        problems.append(_("Write the year with four digits."))
        return 0, 0
    first, last = map(int, years)
    if last < first:
        problems.append(_("The period cannot end before it begins."))
    return first, last


def _named(text: str, known: dict[str, list[Any]], problems: list[str], *, missing: str = "") -> Any:
    """The row of that name; none where it is empty, and a problem where it is needed, unknown or several's."""
    if not text:
        problems += [missing] if missing else []
        return None
    found = known.get(fold(text), [])
    if len(found) == 1:
        return found[0]
    problems.append(
        (_("“%(name)s” is not known here.") if not found else _("Several are called “%(name)s”.")) % {"name": text}
    )
    return None


def _mark_doubles(judged: list[JudgedRow], here: dict[str, list[Goal]]) -> None:
    first: dict[tuple[str, Period], JudgedRow] = {}
    for row in judged:
        key = (row.code.casefold(), row.period)
        row.known = next((one for one in here[key[0]] if (one.year_from, one.year_to) == row.period), None)
        if not (row.code and row.period[0]):
            continue
        if (earlier := first.setdefault(key, row)) is not row:
            row.problems.append(_("Row %(row)s has the same number and years.") % {"row": earlier.number})


def _place(row: JudgedRow, code: str, judged: list[JudgedRow], here: dict[str, list[Goal]]) -> None:
    """Under the one goal of that number whose years meet its own: in the file, else among those in force."""
    wanted = code.casefold()
    in_file = [one for one in judged if one.code.casefold() == wanted and _meet(one.period, row.period)]
    found: list[Any] = in_file or [
        one for one in here[wanted] if one.status == Status.ACTIVE and _meet((one.year_from, one.year_to), row.period)
    ]
    if len(found) == 1 and found[0] is not row:
        row.above = found[0]
    elif len(found) > 1:
        row.problems.append(_("Several goals have the number %(code)s in these years.") % {"code": code})
    elif found:
        row.problems.append(_("A goal cannot be part of itself or of what lies below it."))
    else:
        row.problems.append(_("There is no goal in force with the number %(code)s in these years.") % {"code": code})


def _mark_circles(judged: list[JudgedRow]) -> None:
    for row in judged:
        above, steps = row.above, 0
        while isinstance(above, JudgedRow) and above is not row and steps <= len(judged):
            above, steps = above.above, steps + 1
        if above is row:
            row.problems.append(_("A goal cannot be part of itself or of what lies below it."))


def _meet(one: Period, other: Period) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _authorities() -> dict[str, list[Any]]:
    """By name and by abbreviation; the same one is not found twice."""
    found = _by_name(Authority.objects.filter(active=True))
    for one in Authority.objects.filter(active=True).exclude(abbreviation=""):
        if one not in found[fold(one.abbreviation)]:
            found[fold(one.abbreviation)].append(one)
    return found


def _by_name(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for one in rows:
        found[fold(one.name)].append(one)
    return found


def _goals() -> dict[str, list[Goal]]:
    found: dict[str, list[Goal]] = defaultdict(list)
    for goal in Goal.objects.order_by("pk"):
        found[goal.code.casefold()].append(goal)
    return found
