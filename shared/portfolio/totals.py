"""What anybody may know: totals of a federation, never of a municipality."""

from dataclasses import dataclass

from django.db.models import Count, Q

from shared.portfolio.codes import CONCLUDED, IMPLEMENTED
from shared.portfolio.models import IdeaFact

# Facts are pseudonymous, not anonymous: a small municipality may have one idea.
TOLD_FROM = 5
# With two, each could take its own number away and read the other's.
MUNICIPALITIES_FROM = 3


@dataclass(frozen=True)
class Total:
    """Numbers of a federation; None where too few to be told."""

    ideas: int | None
    implemented: int | None
    concluded: int | None


def totals() -> dict[int, Total]:
    """By the federation's key, those alone with ideas from three municipalities or more. One query."""
    numbers = {
        "ideas": Count("pk"),
        "implemented": Count("pk", filter=Q(status=IMPLEMENTED)),
        "concluded": Count("pk", filter=Q(status=CONCLUDED)),
    }
    rows = (
        IdeaFact.objects.filter(gone=False)
        .values("municipality__federation")
        .annotate(**numbers, places=Count("municipality", distinct=True))
        .filter(places__gte=MUNICIPALITIES_FROM)
        .values_list("municipality__federation", *numbers)
    )
    return {federation: Total(*map(_told, counted)) for federation, *counted in rows}


def _told(number: int) -> int | None:
    return number if number >= TOLD_FROM else None
