"""The funnel by canonical phase: how far ideas have come, where they are now and how they ended. One grouped query."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, FilteredRelation, Q

from shared.portfolio.codes import CONCLUDED, IMPLEMENTED, IN_PROGRESS
from shared.portfolio.scope import Scope
from sluss.text.swedish import swedish_key
from sluss.workflow.phases import ORDER, Phase


@dataclass(frozen=True)
class Counts:
    """Numbers of ideas. Each tuple has one number a phase, in the order of the phases."""

    reached: tuple[int, ...] = (0,) * len(ORDER)
    here_now: tuple[int, ...] = (0,) * len(ORDER)
    concluded: int = 0
    implemented: int = 0

    @property
    def ideas(self) -> int:
        return self.reached[0]

    @property
    def by_phase(self) -> list[tuple[str, int]]:
        """How many reached each phase, with the phase's name."""
        return [(str(label), number) for label, number in zip(Phase.labels, self.reached, strict=True)]

    @property
    def furthest(self) -> str:
        """The furthest phase that any idea reached; empty where there is no idea."""
        return next(
            (phase for phase, number in zip(reversed(ORDER), reversed(self.reached), strict=True) if number), ""
        )

    @property
    def in_progress(self) -> int:
        return sum(self.here_now)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            reached=tuple(a + b for a, b in zip(self.reached, other.reached, strict=True)),
            here_now=tuple(a + b for a, b in zip(self.here_now, other.here_now, strict=True)),
            concluded=self.concluded + other.concluded,
            implemented=self.implemented + other.implemented,
        )


@dataclass(frozen=True)
class Line:
    """One municipality's or federation's numbers."""

    name: str
    federation: str
    counts: Counts
    code: str = ""


@dataclass(frozen=True)
class Funnel:
    """`municipalities` by federation and name, in Swedish order."""

    municipalities: list[Line]

    @cached_property
    def total(self) -> Counts:
        return sum((line.counts for line in self.municipalities), Counts())

    @cached_property
    def federations(self) -> list[Line]:
        sums: dict[str, Counts] = {}
        for line in self.municipalities:
            sums[line.federation] = sums.get(line.federation, Counts()) + line.counts
        return [Line(name, name, counts) for name, counts in sums.items()]


def funnel(*, scope: Scope) -> Funnel:
    """The funnel of every municipality in scope, those without an idea included."""
    facts = FilteredRelation("facts", condition=scope.choice.facts("facts"))
    counted = scope.municipalities().annotate(fact=facts).annotate(**_numbers())
    rows = counted.values_list("name", "federation__name", "code", *_numbers())
    lines = [_line(row) for row in rows]
    return Funnel(sorted(lines, key=lambda line: (swedish_key(line.federation), swedish_key(line.name))))


def _numbers() -> dict[str, Count]:
    conditions = {
        **{f"reached_{phase}": Q(fact__furthest_phase__in=ORDER[place:]) for place, phase in enumerate(ORDER)},
        **{f"now_{phase}": Q(fact__phase=phase, fact__status__in=IN_PROGRESS) for phase in ORDER},
        "concluded": Q(fact__status=CONCLUDED),
        "implemented": Q(fact__status=IMPLEMENTED),
    }
    return {name: Count("fact", filter=condition) for name, condition in conditions.items()}


def _line(row: tuple[Any, ...]) -> Line:
    name, federation, code, *numbers = row
    return Line(name, federation, _counts(numbers), code)


def _counts(numbers: Iterable[int]) -> Counts:
    given = tuple(numbers)
    phases = len(ORDER)
    return Counts(given[:phases], given[phases : 2 * phases], *given[2 * phases :])
