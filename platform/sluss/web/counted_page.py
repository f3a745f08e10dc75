"""A page of flat rows with how many there are in all; those are counted only when something has been written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from sluss.web.counted import kept_until_written

type Row = Sequence[Any]


@dataclass(frozen=True)
class Statement:
    """A list put into SQL, which costs as much as to ask the database. A list that nothing but its choice decides on,
    neither the reader nor the day, may be kept so."""

    found: QuerySet[Any]
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]


def statement_of(found: QuerySet[Any], *columns: str) -> Statement:
    """Raises EmptyResultSet where there can be no rows."""
    compiler = found.values_list(*columns).query.get_compiler(connection=connection)
    return Statement(found, compiler, *compiler.as_sql())


def counted_page(found: QuerySet[Any], *columns: str, number: str | None, per: int) -> tuple[Page[Any], list[Row]]:
    """The page with this `number` and the columns of its rows. A page beyond the end gives the last one."""
    try:
        statement = statement_of(found, *columns)
    except EmptyResultSet:
        paginator = Paginator(found, per)
        paginator.count = 0  # a cached property: what is known is not counted
        return paginator.get_page(number), []
    return page_by(statement, number=number, per=per)


def page_by(statement: Statement, *, number: str | None, per: int) -> tuple[Page[Any], list[Row]]:
    """`counted_page` of what has been put into SQL.

    The number of all rows is kept under the very statement that reads them, so it cannot be that of other rows:
    whatever somebody may not see is left out by that statement.
    """
    paginator = Paginator(statement.found, per)
    paginator.count = kept_until_written("total", statement.sql, statement.params, make=statement.found.count)
    page = paginator.get_page(number)
    with connection.cursor() as cursor:
        # As numbers in the statement, as Django writes them: PostgreSQL plans another way where it cannot see them.
        cursor.execute(f"{statement.sql} LIMIT {per} OFFSET {per * (page.number - 1)}", statement.params)
        rows = cursor.fetchall()
    return page, list(statement.compiler.results_iter(results=[rows]))
