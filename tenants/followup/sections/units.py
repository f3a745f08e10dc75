"""Ideas from each unit, against how many work there."""

from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sluss.web.figures.figure import PEOPLE_AT_LEAST, is_small
from tenants.followup.scope import Scope
from tenants.followup.tables import Section, Table, before, counted
from tenants.ideas.models import Source, Status
from tenants.organisation.models import Unit
from tenants.organisation.selectors import UnitInTree, unit_tree

# A rate among fewer employees than this points at persons, and jumps by one idea more or less.
EMPLOYEES_AT_LEAST = 20


class Counts(NamedTuple):
    """Ideas, and those of them that employees left."""

    ideas: int = 0
    staff: int = 0
    done: int = 0

    def plus(self, other: "Counts") -> "Counts":
        return Counts(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def units(scope: Scope) -> Section:
    tree = [row for row in unit_tree() if scope.units is None or row.unit.pk in scope.units]
    own = _own(scope)
    sums, employees = _with_those_under(tree, own)
    total, without = sum(one.ideas for one in own.values()), own.get(None, Counts()).ideas
    rows = [_row(row, sums[row.unit.pk], employees[row.unit.pk]) for row in tree]
    some = sum(bool(sums[row.unit.pk].ideas) for row in tree)
    facts = {"some": some, "all": len(tree), "without": without}
    sentence = _("Ideas have come from %(some)d of %(all)d units. Ideas without a unit: %(without)d.") % facts
    header = [
        *(_("Unit"), _("Ideas, with units under it"), _("Left by employees"), _("Implemented"), _("Employees")),
        _("Employees' ideas for each 100 employees"),
    ]
    said = counted(ngettext("%(n)d idea", "%(n)d ideas", total) % {"n": total}, scope)
    earlier = {unit for unit in _own(scope.before) if unit is not None}
    told = ngettext(
        "%(number)d unit left ideas of its own", "%(number)d units left ideas of their own", len(earlier)
    ) % {"number": len(earlier)}
    return Section(sentence, before(told), [Table("enheter", _("Ideas per unit"), sentence, said, header, rows)])


def _own(scope: Scope) -> dict[int | None, Counts]:
    found = (
        scope.received()
        .values_list("unit_id")
        .annotate(
            ideas=Count("pk"),
            staff=Count("pk", filter=Q(source=Source.EMPLOYEE)),
            done=Count("pk", filter=Q(status=Status.IMPLEMENTED)),
        )
    )
    return {unit: Counts(*numbers) for unit, *numbers in found}


def _with_those_under(
    tree: list[UnitInTree], own: dict[int | None, Counts]
) -> tuple[dict[int, Counts], dict[int, int | None]]:
    """What each unit has with all under it. Employees are those said of the unit itself, or else the sum of those
    under it. The tree lists parents first, so that from its end every unit is whole before it is added upward."""
    sums = {row.unit.pk: own.get(row.unit.pk, Counts()) for row in tree}
    employees: dict[int, int | None] = {row.unit.pk: row.unit.employees for row in tree}
    under: dict[int, int] = defaultdict(int)
    for unit in (row.unit for row in reversed(tree)):
        if employees[unit.pk] is None:
            employees[unit.pk] = under.get(unit.pk)
        if unit.parent_id in sums:
            sums[unit.parent_id] = sums[unit.parent_id].plus(sums[unit.pk])
            under[unit.parent_id] += employees[unit.pk] or 0
    return sums, employees


def _row(row: UnitInTree, counts: Counts, employees: int | None) -> tuple[str | int | Decimal, ...]:
    return (
        row.label,
        *map(_people, counts),
        "" if employees is None else employees,
        _rate(row.unit, counts, employees),
    )


def _people(number: int) -> str | int:
    return _("fewer than 5") if is_small(number, about_people=True) else number


def _rate(unit: Unit, counts: Counts, employees: int | None) -> Decimal | str:
    if employees is None or employees < EMPLOYEES_AT_LEAST or counts.staff < PEOPLE_AT_LEAST:
        return ""
    return round(Decimal(100 * counts.staff) / employees, 1)
