"""Rows of an index as what the ranking weighs."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from sluss.similar.company import Company
from sluss.similar.ranking import Found
from sluss.similar.vectors import Vector, numbers

FIELDS = ("place", "pieces", "weights", "scale", "company", "nearness", "length")


def found_at(weighings: QuerySet[Any], places: Sequence[int], *, key: str = "subject_id") -> Iterator[Found[Any]]:
    """Those of the rows that stand at one of the places, in their order, each under what `key` says. One statement."""
    rows = weighings.filter(place__one_of=places).order_by("place").values_list(key, *FIELDS)
    for name, place, pieces, weights, scale, company, nearness, length in rows:
        vector = Vector(numbers(pieces), bytes(weights), scale)
        yield Found(name, vector, place, Company(numbers(company), bytes(nearness), length))
