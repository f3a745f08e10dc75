"""Calculations and measures for tests."""

import datetime as dt
from decimal import Decimal
from typing import Any

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.benefits.calculate import NewLine, Step, add_alternative, save_chain, save_line
from tenants.benefits.measure import KRONOR_A_YEAR
from tenants.benefits.models import Alternative, Benefit, Case, Ground, Kind, Link, Measurement, Point
from tenants.ideas.models import Idea
from tenants.people.models import Member

WRITTEN: dict[str, Any] = {
    "kind": Kind.FINANCIAL,
    "text": "Färre resor",
    "low": Decimal(1),
    "likely": Decimal(2),
    "high": Decimal(3),
}


def a_line(**changes: Any) -> NewLine:
    return NewLine(**WRITTEN | changes)


def make_case(idea: Idea, *, municipality: Municipality, actor: Member, words: str = "Provisorium") -> Alternative:
    """A chain of one row, and an alternative with one line of 1, 2 or 3 kronor a year. Gives the alternative."""
    with in_municipality(municipality):
        case = save_chain(idea, steps=[Step(link=Link.RESOURCES, text=words)], revision=0, actor=actor)
        chosen = add_alternative(idea, name=words, description=words, revision=case.revision, actor=actor)
        revision = Case.objects.get(pk=case.pk).revision
        save_line(idea, alternative=chosen.pk, new=a_line(text=words), revision=revision, actor=actor)
    return chosen


def make_benefit(idea: Idea, *, municipality: Municipality, **fields: Any) -> Benefit:
    """A measure set on the row as it is: kronor a year, better when more, unless `fields` say else."""
    known: dict[str, Any] = {
        "kind": Kind.FINANCIAL,
        "name": "Sparade resor",
        "unit": KRONOR_A_YEAR,
        "created_at": clock.now(),
    }
    with in_municipality(municipality):
        return Benefit.objects.create(**{"idea": idea, **known, **fields})


def make_value(
    benefit: Benefit, point: Point, value: float, *, municipality: Municipality, by: Member, **fields: Any
) -> Measurement:
    """A measured value, set on the row as it is."""
    known: dict[str, Any] = {
        "ground": Ground.MEASURED,
        "how": "Räknat",
        "measured_on": dt.date(2026, 1, 2),
        "recorded_at": clock.now(),
    }
    with in_municipality(municipality):
        return Measurement.objects.create(
            **{"benefit": benefit, "point": point, "value": Decimal(str(value)), "measured_by": by, **known, **fields}
        )
