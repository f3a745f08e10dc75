"""The tree of goals: who lies below whom, and the order in which a plan is read."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tenants.goals.models import Goal

NUMBERS = re.compile("([0-9]+)")


@dataclass(frozen=True)
class Place:
    """A goal's key and how far down it stands among those shown; 0 is the top."""

    pk: int
    depth: int


def below(goal: Goal) -> set[int]:
    """The goal's key and those of everything below it. One query, however deep."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent in Goal.objects.order_by().values_list("pk", "parent_id"):
        children[parent].append(pk)
    found, waiting = set(), [goal.pk]
    while waiting:
        one = waiting.pop()
        found.add(one)
        waiting += [child for child in children[one] if child not in found]
    return found


def in_order(rows: Iterable[tuple[int, int | None, str]]) -> list[Place]:
    """Places of (key, parent, number), each under its parent where that is among them, numbers in reading order."""
    found = list(rows)
    here = {pk for pk, _parent, _code in found}
    children: dict[int | None, list[tuple[tuple[object, ...], int]]] = defaultdict(list)
    for pk, parent, code in found:
        children[parent if parent in here else None].append((reading_key(code), pk))
    places: list[Place] = []
    _collect(children, None, 0, places)
    return places


def reading_key(code: str) -> tuple[object, ...]:
    """Sorts KF 2 before KF 10."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part.casefold()) for part in NUMBERS.split(code))


def with_depth(places: Sequence[Place]) -> dict[int, int]:
    return {place.pk: place.depth for place in places}


def _collect(
    children: dict[int | None, list[tuple[tuple[object, ...], int]]], parent: int | None, depth: int, into: list[Place]
) -> None:
    for _key, pk in sorted(children[parent]):  # type: ignore[type-var]
        into.append(Place(pk, depth))
        _collect(children, pk, depth + 1, into)
