"""A benefit with what was measured: how much changed, how far one may trust it, and what is missing."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, QuerySet
from django.db.models.functions import Cast, JSONObject
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sluss import clock
from sluss.web.figures.figure import Figure
from sluss.web.figures.sparkline import sparkline_figure
from tenants.benefits.judging import LATER, PROVEN, Confidence, confidence_of, due_on, gain, latest_of
from tenants.benefits.models import Benefit, Measurement, Point
from tenants.benefits.rules import ASKED_FOR, IN_USE

CHUNK = 1000
# An amount as text, so that no decimal is lost.
COUNTED = JSONObject(
    id="pk", point="point", value=Cast("value", CharField()), ground="ground", corrects_id="corrects_id"
)


@dataclass(frozen=True)
class Slot:
    """One point of a measure: its value where there is one, and the day on which it is due."""

    point: Point
    reading: Measurement | None
    due: dt.date | None

    @property
    def is_due(self) -> bool:
        return self.reading is None and self.due is not None and self.due <= clock.today()


@dataclass(frozen=True)
class Measured:
    """`readings` has the value that stands at each point, `corrected` those that a later row has replaced."""

    benefit: Benefit
    readings: dict[str, Measurement]
    corrected: tuple[Measurement, ...] = ()

    @cached_property
    def confidence(self) -> Confidence:
        return confidence_of({point: reading.ground for point, reading in self.readings.items()})

    @property
    def is_proven(self) -> bool:
        return self.confidence in PROVEN

    @property
    def baseline(self) -> Decimal | None:
        reading = self.readings.get(Point.BASELINE)
        return reading.value if reading else None

    @property
    def outcome(self) -> Decimal | None:
        return latest_of({point: reading.value for point, reading in self.readings.items()})

    @property
    def expected(self) -> Decimal | None:
        """How much better it was to become, in the measure's unit."""
        return gain(self.baseline, self.benefit.target, more_is_better=self.benefit.more_is_better)

    @property
    def realised(self) -> Decimal | None:
        """How much better it is now, in the measure's unit; less than 0 where it is worse."""
        return gain(self.baseline, self.outcome, more_is_better=self.benefit.more_is_better)

    @property
    def reached(self) -> bool:
        """Whether what was measured has come as far as the goal."""
        return self.realised is not None and self.expected is not None and self.realised >= self.expected

    @property
    def slots(self) -> list[Slot]:
        start = self.benefit.in_use_from
        return [Slot(point, self.readings.get(point), due_on(point, in_use_from=start)) for point in Point]

    @cached_property
    def waits_for(self) -> Slot | None:
        """The latest value that is due. One that was due before it can no longer be measured."""
        if self.benefit.idea.status not in ASKED_FOR:
            return None
        passed = [slot for slot in self.slots if slot.due is not None and slot.due <= clock.today()]
        return passed[-1] if passed and passed[-1].reading is None else None

    @property
    def missing(self) -> list[str]:
        """What is missing, as sentences."""
        benefit = self.benefit
        in_use = benefit.idea.status in IN_USE
        facts = (
            (self.baseline is None, _("There is no value from before, so no change can be shown.")),
            (benefit.target is None, _("There is no goal.")),
            (benefit.receiving_owner is None, _("Nobody is receiving owner.")),
            (in_use and benefit.in_use_from is None, _("The day it was taken in use is not known.")),
        )
        return [text for is_missing, text in facts if is_missing] + self._values_missing()

    def _values_missing(self) -> list[str]:
        text = _("No value %(point)s: it was due on %(day)s.")
        return [
            text % {"point": slot.point.label, "day": date_format(slot.due, "j F Y")}
            for slot in self.slots
            if slot.due and slot.is_due
        ]

    @property
    def line(self) -> Figure:
        """The values in order, as a line the height of a word."""
        data = [
            (str(point.label), float(self.readings[point].value))
            for point in (Point.BASELINE, *LATER)
            if point in self.readings
        ]
        return sparkline_figure(data, title=self.benefit.name, key=f"line-{self.benefit.pk}")


def measured(benefits: QuerySet[Benefit] | Iterable[Benefit], *, with_people: bool = False) -> list[Measured]:
    """The benefits in their order with every value: one statement, however many there are."""
    found = list(benefits)
    rows = Measurement.objects.filter(benefit__in=[benefit.pk for benefit in found])
    if with_people:
        rows = rows.select_related("measured_by")
    by_benefit: dict[int, list[Measurement]] = defaultdict(list)
    for row in rows:
        by_benefit[row.benefit_id].append(row)
    return [_with(benefit, by_benefit[benefit.pk]) for benefit in found]


def each_measured(benefits: QuerySet[Benefit]) -> Iterator[Measured]:
    """As `measured`, for a file: a few at a time and by one statement, with what is counted of the values."""
    values = Measurement.objects.filter(benefit=OuterRef("pk")).order_by("pk").values(told=COUNTED)
    rows: Any = benefits.annotate(told=ArraySubquery(values))
    for benefit in rows.iterator(chunk_size=CHUNK):
        yield _with(benefit, [_counted(benefit, told) for told in benefit.told])


def _counted(benefit: Benefit, told: dict[str, Any]) -> Measurement:
    return Measurement(benefit=benefit, **told | {"value": Decimal(told["value"])})


def _with(benefit: Benefit, rows: list[Measurement]) -> Measured:
    replaced = {row.corrects_id for row in rows}
    return Measured(
        benefit=benefit,
        readings={row.point: row for row in rows if row.pk not in replaced},
        corrected=tuple(row for row in rows if row.pk in replaced),
    )


def benefits_of_idea(idea_id: int) -> QuerySet[Benefit]:
    return Benefit.objects.filter(idea=idea_id).select_related("idea", "receiving_owner").order_by("created_at", "pk")
