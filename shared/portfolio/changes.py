"""What happened in the municipalities from a day on. Two grouped queries, however many ideas there are."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from shared.portfolio.codes import CONCLUDED, IMPLEMENTED
from shared.portfolio.models import PhaseStay
from shared.portfolio.scope import Scope
from sluss.text.swedish import swedish_key
from sluss.workflow.phases import Phase


@dataclass(frozen=True)
class Happened:
    """Numbers of ideas. One that came in and was answered since then counts in both."""

    received: int = 0
    answered: int = 0
    went_on: int = 0
    concluded: int = 0
    implemented: int = 0

    @property
    def numbers(self) -> tuple[int, ...]:
        return (self.received, self.answered, self.went_on, self.concluded, self.implemented)

    def __add__(self, other: "Happened") -> "Happened":
        return Happened(*(a + b for a, b in zip(self.numbers, other.numbers, strict=True)))


@dataclass(frozen=True)
class ChangeLine:
    municipality: str
    federation: str
    happened: Happened


@dataclass(frozen=True)
class Changes:
    """`municipalities`: those where something happened, most first, then in Swedish order."""

    since: dt.date
    municipalities: list[ChangeLine]

    @cached_property
    def total(self) -> Happened:
        return sum((line.happened for line in self.municipalities), Happened())


def changes(*, scope: Scope, since: dt.date) -> Changes:
    """What happened on `since` and later. An idea goes on when it enters a phase for the first time."""
    known = {
        pk: (name, federation)
        for pk, name, federation in scope.municipalities().values_list("pk", "name", "federation__name")
    }
    went_on = dict(_went_on(scope, since))
    lines = [
        ChangeLine(*known[pk], happened)
        for pk, *numbers in _counted(scope, since)
        if (happened := _happened(numbers, went_on.get(pk, 0))) != Happened()
    ]
    return Changes(since, sorted(lines, key=lambda line: (-sum(line.happened.numbers), swedish_key(line.municipality))))


def _happened(numbers: list[int], went_on: int) -> Happened:
    received, answered, concluded, implemented = numbers
    return Happened(received, answered, went_on, concluded, implemented)


def _counted(scope: Scope, since: dt.date) -> Iterable[tuple[int, ...]]:
    # Nothing follows the last stretch of an idea that has ended: it was left on the day of the decision.
    ended = Exists(PhaseStay.objects.filter(fact=OuterRef("pk"), left_on__gte=since))
    numbers = {
        "came": Count("pk", filter=Q(received_on__gte=since)),
        "answered": Count("pk", filter=Q(answered_on__gte=since)),
        "concluded": Count("pk", filter=Q(status=CONCLUDED, ended=True)),
        "implemented": Count("pk", filter=Q(status=IMPLEMENTED, ended=True)),
    }
    facts = scope.facts().annotate(ended=ended).values("municipality")
    return facts.annotate(**numbers).values_list("municipality", *numbers)


def _went_on(scope: Scope, since: dt.date) -> QuerySet[PhaseStay, tuple[int, int]]:
    """An idea that an import placed in a chamber begins there: it did not go on to it."""
    before = PhaseStay.objects.filter(fact=OuterRef("fact"), phase=OuterRef("phase"), number__lt=OuterRef("number"))
    entered = PhaseStay.objects.filter(fact__in=scope.facts(), entered_on__gte=since, number__gt=1)
    first_time = entered.exclude(phase=Phase.CAPTURE).filter(~Exists(before)).order_by()
    return (
        first_time.values("fact__municipality").annotate(number=Count("pk")).values_list("fact__municipality", "number")
    )
