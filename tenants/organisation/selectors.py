"""Finding authorities, units and retention rules."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from sluss.text.swedish import swedish_key
from sluss.web.counted import kept_until_written
from tenants.organisation.models import Authority, DiarySeries, RetentionRule, Unit

INDENT = "– "


class _Branch(Protocol):
    pk: int
    parent_id: int | None
    name: str


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
    return [UnitInTree(unit, depth) for unit, depth in _in_tree(Unit.objects.select_related("authority"))]


def unit_choices(*, keep: Unit | None = None) -> list[tuple[int, str]]:
    """Active units for a select, indented as the tree is; `keep` stays among them even when it is closed."""
    stays = keep.pk if keep else None
    # Kept, because lists of all kinds begin with these.
    units = kept_until_written("units", make=_labelled_units)
    return [(pk, label) for pk, label, active in units if active or pk == stays]


def _labelled_units() -> list[tuple[int, str, bool]]:
    units: Any = Unit.objects.order_by().values_list("pk", "parent_id", "name", "active", named=True)
    return [(unit.pk, INDENT * depth + unit.name, unit.active) for unit, depth in _in_tree(units)]


def has_given_out_numbers(authority: Authority) -> bool:
    """Whether letters and decisions may carry the authority's abbreviation already."""
    return DiarySeries.objects.filter(authority=authority, last_number__gt=0).exists()


def _in_tree[B: _Branch](found: Iterable[B]) -> list[tuple[B, int]]:
    """Each under the one it is part of, in Swedish order, and how far down it stands."""
    children: dict[int | None, list[B]] = defaultdict(list)
    for one in found:
        children[one.parent_id].append(one)

    def below(parent: int | None, depth: int) -> list[tuple[B, int]]:
        ordered = sorted(children[parent], key=lambda one: swedish_key(one.name))
        return [row for one in ordered for row in ((one, depth), *below(one.pk, depth + 1))]

    return below(None, 0)
