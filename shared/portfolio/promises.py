"""How many were answered within the time promised at receipt. One grouped query."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, F, Q

from shared.portfolio.models import PhaseStay
from shared.portfolio.scope import Scope
from sluss import clock
from sluss.text.swedish import swedish_key
from sluss.workflow.phases import Phase

# A share of fewer says more about chance than about a municipality.
TOLD_FROM = 5


@dataclass(frozen=True)
class Promise:
    """`due` promises of an answer whose time is over or that were answered; `kept` of them in time."""

    name: str
    federation: str
    due: int
    kept: int

    @property
    def is_told(self) -> bool:
        return self.due >= TOLD_FROM

    @property
    def percent(self) -> int | None:
        """None where there are too few to tell."""
        return round(100 * self.kept / self.due) if self.is_told else None


@dataclass(frozen=True)
class Promises:
    """`municipalities` with anything due, by federation and name in Swedish order."""

    municipalities: list[Promise]

    @cached_property
    def federations(self) -> list[Promise]:
        names = dict.fromkeys(line.federation for line in self.municipalities)
        return [_sum(name, [line for line in self.municipalities if line.federation == name]) for name in names]

    @cached_property
    def total(self) -> Promise:
        return _sum("", self.municipalities)


def promises(*, scope: Scope) -> Promises:
    """The promises of the inbox. A question to the bearer is an answer; one not given in time is broken already."""
    waits = PhaseStay.objects.filter(fact__in=scope.facts(), phase=Phase.CAPTURE, promised_on__isnull=False).order_by()
    numbers = {
        "due": Count("pk", filter=Q(left_on__isnull=False) | Q(promised_on__lt=clock.today())),
        "kept": Count("pk", filter=Q(left_on__lte=F("promised_on"))),
    }
    by = ("fact__municipality__name", "fact__municipality__federation__name")
    rows = waits.values(*by).annotate(**numbers).filter(due__gt=0).values_list(*by, *numbers)
    lines = [Promise(*row) for row in rows]
    return Promises(sorted(lines, key=lambda line: (swedish_key(line.federation), swedish_key(line.name))))


def _sum(name: str, lines: list[Promise]) -> Promise:
    return Promise(name, name, sum(line.due for line in lines), sum(line.kept for line in lines))
