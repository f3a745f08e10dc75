"""Choosing what to measure, and entering what was measured."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotPossible, apply
from tenants.benefits.calculate import ChangedMeanwhile
from tenants.benefits.models import MOST, Benefit, Ground, Kind, Measurement, Point
from tenants.benefits.rules import PLAN_MEASURE, measuring
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea
from tenants.people.models import Member

MOST_MEASURES = 30
KRONOR_A_YEAR, HOURS_A_YEAR = "kr/år", "h/år"
PERCENT = "%"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What shall be measured. Money is measured in kronor a year and freed time in hours a year."""

    kind: Kind
    name: str
    unit: str = ""
    more_is_better: bool = True
    how: str = ""
    target: Decimal | None = None
    receiving_owner: Member | None = None
    in_use_from: dt.date | None = None

    def values(self) -> dict[str, Any]:
        units = {Kind.FINANCIAL: KRONOR_A_YEAR, Kind.FREED_TIME: HOURS_A_YEAR}
        return {**self.__dict__, "unit": units.get(self.kind, self.unit)}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A value as it was entered. With `numerator` and `denominator` the value is their share."""

    value: Decimal | None
    ground: Ground
    how: str
    measured_on: dt.date
    numerator: Decimal | None = None
    denominator: Decimal | None = None


class EnteredMeanwhile(NotPossible):
    """Somebody entered a value for the same point first. `theirs` is what stands now."""

    def __init__(self, theirs: Measurement) -> None:
        super().__init__(_("Somebody has entered a value here since you opened the page. Yours is kept below."))
        self.theirs = theirs


@transaction.atomic
def add_benefit(idea: Idea, *, plan: Plan, actor: Member) -> Benefit:
    """A new measure on the idea. Raises NotAllowed or NotPossible."""
    apply(PLAN_MEASURE, subject=idea, actor=actor)
    _require_sound(plan, idea=idea)
    if Benefit.objects.filter(idea=idea).count() >= MOST_MEASURES:
        raise NotPossible(_("An idea has at most %(most)s measures.") % {"most": MOST_MEASURES})
    return Benefit.objects.create(idea=idea, created_at=clock.now(), **plan.values())


@transaction.atomic
def change_benefit(benefit: Benefit, *, plan: Plan, revision: int, actor: Member) -> Benefit:
    """Change a measure that stands. What kind it is and in which unit it counts stands fast once a value is entered."""
    apply(PLAN_MEASURE, subject=benefit.idea, actor=actor)
    _require_sound(plan, idea=benefit.idea)
    row = Benefit.objects.get(pk=benefit.pk)
    if row.revision != revision:
        raise ChangedMeanwhile(row.revision)
    values = plan.values()
    fixed = any(values[name] != getattr(row, name) for name in ("kind", "unit", "more_is_better"))
    if fixed and row.measurements.exists():
        raise NotPossible(_("Values have been entered, so kind, unit and direction stand fast. Make a new measure."))
    for name, value in values.items():
        setattr(row, name, value)
    row.revision = revision + 1
    row.save(update_fields=[*values, "revision"])
    return row


@transaction.atomic
def enter_value(benefit: Benefit, *, point: Point, reading: Reading, saw: int, actor: Member) -> Measurement:
    """The value at a point, or a correction of the one that stands there. `saw` is the key of the measurement that the
    writer saw there, 0 for none. Raises NotAllowed, NotPossible or EnteredMeanwhile with nothing changed."""
    apply(measuring(benefit), subject=benefit.idea, actor=actor, data={"benefit": benefit.pk, "point": point.value})
    stands = benefit.measurements.filter(point=point, corrected_by=None).first()
    if stands is not None and stands.pk != saw:
        raise EnteredMeanwhile(stands)
    return Measurement.objects.create(
        benefit=benefit,
        point=point,
        value=_value_of(reading, unit=benefit.unit),
        numerator=reading.numerator,
        denominator=reading.denominator,
        ground=reading.ground,
        how=reading.how,
        measured_on=_day_of(reading),
        measured_by=actor,
        recorded_at=clock.now(),
        corrects=stands,
    )


def _require_sound(plan: Plan, *, idea: Idea) -> None:
    owner = plan.receiving_owner
    if plan.kind in (Kind.QUALITY, Kind.ENVIRONMENT) and not plan.unit:
        raise NotPossible(_("Say in which unit, such as complaints or kg CO₂."))
    if owner is not None and not visible_to(owner).filter(pk=idea.pk).exists():
        raise NotPossible(
            _("%(name)s cannot see this idea and so cannot own its benefit.") % {"name": owner.display_name}
        )


def _value_of(reading: Reading, *, unit: str) -> Decimal:
    if (reading.numerator is None) != (reading.denominator is None):
        raise NotPossible(_("A share needs both numbers: how many, and of how many."))
    if reading.numerator is None or reading.denominator is None:
        if reading.value is None:
            raise NotPossible(_("Fill in the value, or both numbers of the share."))
        if not 0 <= reading.value <= MOST:
            raise NotPossible(_("The value must be 0 or more, and a number that can be kept."))
        return reading.value
    if reading.denominator <= 0:
        raise NotPossible(_("A share of nothing cannot be counted: of how many must be more than 0."))
    share = reading.numerator / reading.denominator * (100 if unit == PERCENT else 1)
    if share > MOST:
        raise NotPossible(_("The share is larger than can be kept. Look at the two numbers."))
    return round(share, 2)


def _day_of(reading: Reading) -> dt.date:
    if reading.measured_on > clock.today():
        raise NotPossible(_("What has been measured was measured today or before."))
    return reading.measured_on
