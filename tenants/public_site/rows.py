"""Open ideas as flat rows for lists: only what is shown, joined once."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.paginator import Page
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sluss.clock import STOCKHOLM
from sluss.text.labels import labels_of
from sluss.web.counted_page import Statement, page_by, statement_of
from tenants.ideas.models import Status
from tenants.pipeline.models import in_reader_language
from tenants.public_site.models import OpenIdea, Support

PER_PAGE = 25
COLUMNS = (
    "idea__key",
    "title",
    "idea__stage__name_sv",
    "idea__stage__name_en",
    "idea__status",
    "idea__received_at",
    "supports",
)


@dataclass(frozen=True, slots=True)
class OpenRow:
    """An open idea in a list, with how many stand behind it."""

    is_own_key: ClassVar = True
    key: uuid.UUID
    title: str
    stage: str
    status_label: str
    received_on: dt.date
    supports: int


def statement_of_rows(found: QuerySet[OpenIdea]) -> Statement:
    return statement_of(_with_supports(found), *COLUMNS)


def page_of(statement: Statement, *, number: str | None) -> tuple[Page[Any], list[OpenRow]]:
    """A page of rows with how many there are in all."""
    page, rows = page_by(statement, number=number, per=PER_PAGE)
    return page, _rows(rows)


def rows_of(found: QuerySet[OpenIdea]) -> list[OpenRow]:
    """One statement."""
    return _rows(_with_supports(found).values_list(*COLUMNS))


def _with_supports(found: QuerySet[OpenIdea]) -> QuerySet[OpenIdea]:
    confirmed = Support.objects.filter(idea=OuterRef("pk"), confirmed_at__isnull=False).order_by().values("idea")
    counted = Subquery(confirmed.annotate(number=Count("*")).values("number"))
    return found.annotate(supports=Coalesce(counted, 0))


def _rows(found: Iterable[Sequence[Any]]) -> list[OpenRow]:
    labels = labels_of(Status)
    return [
        OpenRow(
            key=key,
            title=title,
            stage=in_reader_language(stage_sv or "", stage_en or ""),
            status_label=labels[status],
            received_on=received_at.astimezone(STOCKHOLM).date(),
            supports=supports,
        )
        for key, title, stage_sv, stage_en, status, received_at, supports in found
    ]
