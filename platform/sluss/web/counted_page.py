"""A page of flat rows with how many there are in all; those are counted only when something has been written."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import QuerySet

from sluss.web.counted import kept_until_written

type Row = Sequence[Any]


def counted_page(found: QuerySet[Any], *columns: str, number: str | None, per: int) -> tuple[Page[Any], list[Row]]:
    """The page with this `number` and the columns of its rows. A page beyond the end gives the last one.

    The number of all rows is kept under the very statement that reads them, so it cannot be that of other rows:
    whatever somebody may not see is left out by that statement. To put a queryset into SQL costs as much as to ask the
    database, so it is done once.
    """
    paginator = Paginator(found, per)
    compiler = found.values_list(*columns).query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        paginator.count = 0  # a cached property: what is known is not counted
        return paginator.get_page(number), []
    paginator.count = kept_until_written("total", sql, params, make=found.count)
    page = paginator.get_page(number)
    with connection.cursor() as cursor:
        # As numbers in the statement, as Django writes them: PostgreSQL plans another way where it cannot see them.
        cursor.execute(f"{sql} LIMIT {per} OFFSET {per * (page.number - 1)}", params)
        rows = cursor.fetchall()
    return page, list(compiler.results_iter(results=[rows]))
