"""Follow-up per department: what each unit answers for in a year, and what is done towards it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tenants.goals.follow_up import Done, done_towards
from tenants.goals.models import Goal, Status
from tenants.goals.tree import Tree
from tenants.organisation.models import Unit
from tenants.organisation.selectors import unit_tree
from tenants.people.models import Member


@dataclass(frozen=True)
class Department:
    """`unit` is None for goals that no unit answers for. Each unit's own goals alone, not those of units below it."""

    unit: Unit | None
    depth: int
    goals: int
    done: Done


def departments(*, year: int, member: Member) -> list[Department]:
    """Every unit in use, in the order of its tree; the number of queries does not grow with units or goals."""
    own: dict[int | None, list[int]] = defaultdict(list)
    in_force = Goal.objects.filter(status=Status.ACTIVE, year_from__lte=year, year_to__gte=year)
    for pk, unit in in_force.order_by().values_list("pk", "unit_id"):
        own[unit].append(pk)
    tree = Tree.load()
    groups: dict[int, Sequence[int]] = {
        unit or 0: [below for pk in goals for below in tree.below(pk)] for unit, goals in own.items()
    }
    done = done_towards(groups, member=member)
    rows = [
        Department(row.unit, row.depth, len(own[row.unit.pk]), done.get(row.unit.pk, Done()))
        for row in unit_tree()
        if row.unit.active or own[row.unit.pk]
    ]
    nobodys = Department(None, 0, len(own[None]), done.get(0, Done()))
    return [*rows, nobodys] if own[None] else rows
