"""A page of flat rows with how many there are in all, by one statement instead of two."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Subquery, Value

type Row = Sequence[Any]


def counted_page(found: QuerySet[Any], *columns: str, number: str | None, per: int) -> tuple[Page[Any], list[Row]]:
    """The page with this `number` and the columns of its rows. A page beyond the end gives the last one."""
    start = max(int(number) - 1, 0) * per if number and number.isdecimal() else 0
    paginator = Paginator(found, per)
    total = found.order_by().values(every=Value(1)).annotate(total=Count("*")).values("total")
    rows = list(found.annotate(total=Subquery(total)).values_list("total", *columns)[start : start + per])
    if rows:
        paginator.count = rows[0][0]  # a cached property: the statement counted already
        return paginator.page(start // per + 1), [row[1:] for row in rows]
    page = paginator.get_page(number)
    return page, list(page.object_list.values_list(*columns))  # type: ignore[attr-defined]
