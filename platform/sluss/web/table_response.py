"""A table as the file that was asked for: CSV, or with `?format=xlsx` a workbook. Both have the same rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from sluss.web.csv_response import csv_response
from sluss.web.xlsx_response import xlsx_response


def table_response(
    request: HttpRequest, *, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]
) -> HttpResponse:
    """`name` begins the file's name; the day and the ending are added. An unknown format is CSV."""
    write = xlsx_response if request.GET.get("format") == "xlsx" else csv_response
    return write(name=name, header=header, rows=rows)
