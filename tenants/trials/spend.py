"""What ideas and trials take in hours and kronor: the rates, and the sums."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from sluss.workflow.transitions import NotAllowed
from tenants.ideas.models import Idea
from tenants.people.models import Member
from tenants.trials import rules
from tenants.trials.models import IN_HOURS, Effort, EffortKind, Rate, Trial

# Kronor an hour where the municipality has set none: about what an ordinary salary costs with social fees.
DEFAULT_RATE = 450


def rates() -> dict[str, int]:
    """Kronor an hour by kind of work. One statement."""
    return {kind.value: DEFAULT_RATE for kind in IN_HOURS} | dict(Rate.objects.values_list("kind", "kronor"))


@transaction.atomic
def set_rates(*, kronor: dict[str, int], actor: Member) -> None:
    """Set what an hour costs from now on; what has been noted keeps its sum. Raises NotAllowed."""
    if not rules.keeps_rates(actor):
        raise NotAllowed(_("Only the innovation manager sets what an hour costs."))
    for kind, amount in kronor.items():
        Rate.objects.update_or_create(kind=kind, defaults={"kronor": amount})


def standing(idea: Idea) -> QuerySet[Effort]:
    """The idea's entries that no other corrects, newest first."""
    found = Effort.objects.filter(idea=idea, corrected_by=None).exclude(kronor=0, hours=None).exclude(hours=0)
    return found.select_related("member", "trial", "entered_by")


@dataclass(frozen=True)
class Total:
    """The sum of one kind, or of all. `hours` None where there are none."""

    label: str
    hours: Decimal | None
    kronor: int


def totals(idea: Idea) -> tuple[list[Total], Total]:
    """What the idea has taken, by kind and altogether. One statement."""
    rows = (
        Effort.objects.filter(idea=idea, corrected_by=None)
        .order_by()
        .values("kind")
        .annotate(all_hours=Sum("hours"), all_kronor=Sum("kronor"))
    )
    by_kind = {row["kind"]: row for row in rows if row["all_kronor"] or row["all_hours"]}
    found = [
        Total(str(kind.label), by_kind[kind]["all_hours"], by_kind[kind]["all_kronor"])
        for kind in EffortKind
        if kind in by_kind
    ]
    hours = sum((total.hours or Decimal(0) for total in found), Decimal(0))
    return found, Total("", hours, sum(total.kronor for total in found))


def spent_on_trials(trials: Collection[Trial]) -> dict[int, int]:
    """Kronor spent so far, by trial. One statement."""
    rows = Effort.objects.filter(trial__in=trials, corrected_by=None).order_by().values("trial_id")
    return {row["trial_id"]: row["sum"] for row in rows.annotate(sum=Sum("kronor"))}


def spent_on_ideas(ideas: Collection[int]) -> dict[int, int]:
    """Kronor spent so far, by idea. One statement."""
    rows = Effort.objects.filter(idea__in=ideas, corrected_by=None).order_by().values("idea_id")
    return {row["idea_id"]: row["sum"] for row in rows.annotate(sum=Sum("kronor"))}
