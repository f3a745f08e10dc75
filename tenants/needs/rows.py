"""Needs as flat rows for lists and exports."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sluss.text.labels import labels_of
from tenants.ideas.models import Source
from tenants.needs.models import Bond, Need, NeedIdea, Status

PAGE = 25
CHUNK = 1000
COLUMNS = ("pk", "title", "status", "source", "heard_on", "unit__name", "origin__registry_number", "ideas", "voices")


@dataclass(frozen=True, slots=True)
class NeedRow:
    """What a list shows of a need. `voices` counts the matter it came from and those who said the same."""

    pk: int
    title: str
    status: str
    source: str
    heard_on: dt.date
    unit: str
    registry_number: str
    ideas: int
    voices: int
    status_label: str
    source_label: str


def page_of(needs: QuerySet[Need], *, number: str | None) -> tuple[Page[Any], list[NeedRow]]:
    """A page of rows: two statements."""
    page = Paginator(needs, PAGE).get_page(number)
    return page, rows_of(page.object_list)  # type: ignore[arg-type]


def rows_of(needs: QuerySet[Need]) -> list[NeedRow]:
    return list(_each(_values(needs)))


def each_row(needs: QuerySet[Need]) -> Iterator[NeedRow]:
    """The rows of a file, a few at a time: one statement, however many."""
    return _each(_values(needs).iterator(chunk_size=CHUNK))


def _values(needs: QuerySet[Need]) -> Any:
    return needs.annotate(ideas=_linked(Bond.IDEA), voices=_linked(Bond.VOICE)).values_list(*COLUMNS)


def _each(found: Iterable[Sequence[Any]]) -> Iterator[NeedRow]:
    statuses = labels_of(Status)
    sources = labels_of(Source)
    return (_row(values, statuses, sources) for values in found)


def _linked(bond: Bond) -> Coalesce:
    links = NeedIdea.objects.filter(need=OuterRef("pk"), bond=bond).order_by().values("need")
    return Coalesce(Subquery(links.annotate(count=Count("*")).values("count")), 0)


def _row(values: Sequence[Any], statuses: Mapping[str, str], sources: Mapping[str, str]) -> NeedRow:
    pk, title, status, source, heard_on, unit, number, ideas, voices = values
    return NeedRow(
        pk=pk,
        title=title,
        status=status,
        source=source,
        heard_on=heard_on,
        unit=unit or "",
        registry_number=number or "",
        ideas=ideas,
        voices=voices + bool(number),
        status_label=statuses[status],
        source_label=sources[source],
    )
