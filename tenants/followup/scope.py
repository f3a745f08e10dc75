"""What is followed up: a period and a part of the ideas. Whistle-blowing is counted nowhere, for nobody."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils.formats import date_format

from sluss.clock import STOCKHOLM
from tenants.ideas.models import Idea, Secrecy

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """Days, both included."""

    since: dt.date
    until: dt.date

    @property
    def before(self) -> "Period":
        """As many days, just before."""
        length = self.until - self.since + DAY
        return Period(self.since - length, self.since - DAY)

    @property
    def instants(self) -> tuple[dt.datetime, dt.datetime]:
        """From the first moment to the first one after, in Stockholm's days."""
        ends = (self.since, self.until + DAY)
        first, after = (dt.datetime.combine(day, dt.time.min, STOCKHOLM) for day in ends)
        return first, after

    def __str__(self) -> str:
        return f"{date_format(self.since, 'j F Y')} – {date_format(self.until, 'j F Y')}"


@dataclass(frozen=True)
class Scope:
    """`units` and `stages` are keys; None means all of them."""

    period: Period
    units: tuple[int, ...] | None = None
    source: str = ""
    stages: tuple[int, ...] | None = None

    @property
    def before(self) -> "Scope":
        return replace(self, period=self.period.before)

    def ideas(self) -> QuerySet[Idea]:
        """Whenever they came."""
        found = Idea.objects.exclude(secrecy=Secrecy.CLOSED).order_by()
        if self.units is not None:
            found = found.filter(unit__in=self.units)
        if self.source:
            found = found.filter(source=self.source)
        if self.stages is not None:
            found = found.filter(stage__in=self.stages)
        return found

    def received(self) -> QuerySet[Idea]:
        first, after = self.period.instants
        return self.ideas().filter(received_at__gte=first, received_at__lt=after)
