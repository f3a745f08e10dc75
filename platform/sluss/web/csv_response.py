"""Tables as CSV files that open well in a spreadsheet and cannot run anything there."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from sluss.clock import STOCKHOLM
from sluss.web.table_file import answer_with, table_file

# A cell that begins so is taken for a formula (OWASP, CSV injection); an apostrophe before it makes it text.
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_response(*, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A CSV file with semicolons and a byte order mark, which is what Swedish spreadsheets expect."""
    file = table_file()
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";")
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    text.detach()
    return answer_with(file, name=name, ending="csv", content_type="text/csv; charset=utf-8")


def safe_cell(cell: Any) -> Any:
    """The cell as it can stand in a spreadsheet: a text that would be a formula gets an apostrophe before it, and an
    instant is the time it was here."""
    if isinstance(cell, dt.datetime):
        return f"{cell.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STARTS_FORMULA) else cell
