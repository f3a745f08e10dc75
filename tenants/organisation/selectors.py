"""Finding authorities, units and retention rules."""

from collections import defaultdict
from dataclasses import dataclass

from sluss.text.swedish import swedish_key
from tenants.organisation.models import Authority, DiarySeries, RetentionRule, Unit

INDENT = "– "


@dataclass(frozen=True)
class UnitInTree:
    """A unit and how far down it stands; 0 is the top."""

    unit: Unit
    depth: int

    @property
    def label(self) -> str:
        return INDENT * self.depth + self.unit.name


def authorities() -> list[Authority]:
    return sorted(Authority.objects.all(), key=lambda one: (not one.active, swedish_key(one.name)))


def retention_rules() -> list[RetentionRule]:
    return sorted(RetentionRule.objects.all(), key=lambda one: (not one.active, swedish_key(one.name)))


def unit_tree() -> list[UnitInTree]:
    """All units, each under the one it is part of, in Swedish order. One query, however deep."""
    children: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in Unit.objects.select_related("authority"):
        children[unit.parent_id].append(unit)
    found: list[UnitInTree] = []
    _collect(children=children, parent=None, depth=0, into=found)
    return found


def _collect(*, children: dict[int | None, list[Unit]], parent: int | None, depth: int, into: list[UnitInTree]) -> None:
    for unit in sorted(children[parent], key=lambda one: swedish_key(one.name)):
        into.append(UnitInTree(unit, depth))
        _collect(children=children, parent=unit.pk, depth=depth + 1, into=into)


def unit_choices(*, keep: Unit | None = None) -> list[tuple[int, str]]:
    """Active units for a select, indented as the tree is; `keep` stays among them even when it is closed."""
    return [(row.unit.pk, row.label) for row in unit_tree() if row.unit.active or row.unit == keep]


def has_given_out_numbers(authority: Authority) -> bool:
    """Whether letters and decisions may carry the authority's abbreviation already."""
    return DiarySeries.objects.filter(authority=authority, last_number__gt=0).exists()
