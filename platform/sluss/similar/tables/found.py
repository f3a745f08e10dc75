"""Rows of an index as what the ranking weighs."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from sluss.similar.company import Company
from sluss.similar.ranking import Found
from sluss.similar.tables.models import Weighing
from sluss.similar.vectors import Vector, numbers

FIELDS = ("subject_id", "place", "pieces", "weights", "scale", "company", "nearness", "length")


def found_at(weighings: QuerySet[Weighing], places: Sequence[int]) -> Iterator[Found[int]]:
    """Those of the rows that stand at one of the places, in their order. One statement."""
    rows = weighings.filter(place__one_of=places).order_by("place").values_list(*FIELDS)
    for pk, place, pieces, weights, scale, company, nearness, length in rows:
        vector = Vector(numbers(pieces), bytes(weights), scale)
        yield Found(pk, vector, place, Company(numbers(company), bytes(nearness), length))
