"""A table as the file that was asked for: CSV, or with `?format=xlsx` a workbook. Both have the same rows."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from sluss.web.csv_response import csv_response


def table_response(
    request: HttpRequest, *, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]
) -> HttpResponse:
    """`name` begins the file's name; the day and the ending are added. An unknown format is CSV."""
    write = _xlsx() if request.GET.get("format") == "xlsx" else csv_response
    return write(name=name, header=header, rows=rows)


def _xlsx() -> Callable[..., HttpResponse]:
    # The library brings another for pictures: 15 MB in every process that has never written a workbook.
    from sluss.web.xlsx_response import xlsx_response

    return xlsx_response
