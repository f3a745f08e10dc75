"""The tree of goals: who lies below whom, and the order in which a plan is read."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tenants.goals.models import Goal

NUMBERS = re.compile("([0-9]+)")
type ReadingKey = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Place:
    """A goal's key and how far down it stands among those shown; 0 is the top."""

    pk: int
    depth: int


@dataclass(frozen=True)
class Tree:
    """All goals by key: the parent of each, and what lies right below it."""

    parents: dict[int, int | None]
    children: dict[int, list[int]]

    @classmethod
    def load(cls) -> "Tree":
        """One query, however many goals."""
        parents: dict[int, int | None] = dict(Goal.objects.order_by().values_list("pk", "parent_id"))
        children: dict[int, list[int]] = defaultdict(list)
        for pk, parent in parents.items():
            if parent is not None:
                children[parent].append(pk)
        return cls(parents, dict(children))

    def below(self, pk: int) -> list[int]:
        """The goal itself and everything below it."""
        found, waiting = [], [pk]
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting += self.children.get(one, [])
        return found

    def above(self, pk: int) -> list[int]:
        """What the goal is part of, the nearest first."""
        found: list[int] = []
        parent = self.parents.get(pk)
        while parent is not None:
            found.append(parent)
            parent = self.parents.get(parent)
        return found


def in_order(rows: Iterable[tuple[int, int | None, str]]) -> list[Place]:
    """Places of (key, parent, number), each under its parent where that is among them, numbers in reading order."""
    found = list(rows)
    here = {pk for pk, _parent, _code in found}
    children: dict[int | None, list[tuple[ReadingKey, int]]] = defaultdict(list)
    for pk, parent, code in found:
        children[parent if parent in here else None].append((reading_key(code), pk))
    places: list[Place] = []
    _collect(children, None, 0, places)
    return places


def reading_key(code: str) -> ReadingKey:
    """Sorts KF 2 before KF 10."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part.casefold()) for part in NUMBERS.split(code))


def _collect(
    children: dict[int | None, list[tuple[ReadingKey, int]]], parent: int | None, depth: int, into: list[Place]
) -> None:
    for _key, pk in sorted(children[parent]):
        into.append(Place(pk, depth))
        _collect(children, pk, depth + 1, into)
