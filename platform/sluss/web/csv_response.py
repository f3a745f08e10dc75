"""Tables as CSV files that open well in a spreadsheet and cannot run anything there."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from sluss import clock

# A cell that begins so is taken for a formula (OWASP, CSV injection); an apostrophe before it makes it text.
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_response(*, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A CSV file with semicolons and a byte order mark, which is what Swedish spreadsheets expect.

    Read whole before it is sent: a streamed answer would leave its municipality's scope.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y-%m-%d}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def safe_cell(cell: Any) -> Any:
    """The cell as it can stand in a spreadsheet: a text that would be a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STARTS_FORMULA) else cell
