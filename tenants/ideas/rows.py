"""Ideas as flat rows for lists, boards and exports: only the columns that are shown, joined once."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.paginator import Page
from django.db.models import QuerySet
from django.utils.translation import get_language

from sluss import clock
from sluss.clock import STOCKHOLM
from sluss.text.labels import labels_of
from sluss.web.counted_page import counted_page
from tenants.ideas.models import Idea, Source, Status

PAGE = 25
CHUNK = 1000
COLUMNS = (
    "pk",
    "title",
    "registry_number",
    "kind",
    "status",
    "source",
    "received_at",
    "entered_stage_at",
    "promised_on",
    "stage_id",
    "stage__name_sv",
    "stage__name_en",
    "unit__name",
)


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """What a list shows of an idea."""

    is_own_key: ClassVar = True
    pk: int
    title: str
    registry_number: str
    kind: str
    status: str
    source: str
    received_on: dt.date
    days_in_stage: int
    promised_on: dt.date | None
    stage_id: int | None
    stage: str
    unit: str
    status_label: str
    source_label: str
    is_late: bool

    @property
    def where(self) -> str:
        """The chamber while it is in one, else the status."""
        return self.stage if self.status == Status.ACTIVE else self.status_label


def rows_of(*parts: QuerySet[Idea]) -> list[IdeaRow]:
    """The rows of a page of ideas, or of several parts of one: one statement, no model instances."""
    first, *others = (part.values_list(*COLUMNS) for part in parts)
    return _rows(first.union(*others, all=True).order_by() if others else first)


def each_row(ideas: QuerySet[Idea]) -> Iterator[IdeaRow]:
    """The rows of a file, a few at a time: one statement, however many."""
    return _each(ideas.values_list(*COLUMNS).iterator(chunk_size=CHUNK))


def page_of(ideas: QuerySet[Idea], *, number: str | None) -> tuple[Page[Idea], list[IdeaRow]]:
    """A page of rows with how many there are in all, by one statement."""
    page, found = counted_page(ideas, *COLUMNS, number=number, per=PAGE)
    return page, _rows(found)


def _rows(found: Iterable[Sequence[Any]]) -> list[IdeaRow]:
    return list(_each(found))


def _each(found: Iterable[Sequence[Any]]) -> Iterator[IdeaRow]:
    today = clock.today()
    english = (get_language() or "sv").startswith("en")
    status_labels = labels_of(Status)
    source_labels = labels_of(Source)
    for values in found:
        yield _row(dict(zip(COLUMNS, values, strict=True)), today, english, status_labels, source_labels)


def _row(
    found: dict[str, Any], today: dt.date, english: bool, statuses: Mapping[str, str], sources: Mapping[str, str]
) -> IdeaRow:
    promised = found["promised_on"]
    return IdeaRow(
        pk=found["pk"],
        title=found["title"],
        registry_number=found["registry_number"],
        kind=found["kind"],
        status=found["status"],
        source=found["source"],
        received_on=_day(found["received_at"]),
        days_in_stage=(today - _day(found["entered_stage_at"])).days,
        promised_on=promised,
        stage_id=found["stage_id"],
        stage=(english and found["stage__name_en"]) or found["stage__name_sv"] or "",
        unit=found["unit__name"] or "",
        status_label=statuses[found["status"]],
        source_label=sources[found["source"]],
        is_late=promised is not None and promised < today,
    )


def _day(instant: dt.datetime) -> dt.date:
    return instant.astimezone(STOCKHOLM).date()
