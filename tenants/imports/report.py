"""The report of a run as a table: a line per row of the file."""

import csv
from collections.abc import Iterator
from typing import Any, TextIO

from sluss.text.labels import labels_of
from sluss.text.personal_numbers import mask_personal_numbers
from sluss.web.csv_response import safe_cell
from tenants.imports.models import ImportRow, ImportRun
from tenants.imports.reading.messages import REPORT_COLUMNS, say
from tenants.imports.reading.notices import Code, Notice

AT_ONCE = 2000
# Said of every row that has a stage or an outcome: no reason to look at it.
TOLD_OF_ALL = (Code.NOTED_STAGE, Code.NOTED_OUTCOME, Code.PLACED)


def header() -> list[str]:
    return [str(name) for name in REPORT_COLUMNS]


def lines(run: ImportRun) -> Iterator[list[Any]]:
    """In the reader's language and without personal numbers; cells are yet to be made safe for spreadsheets."""
    rows = run.rows.order_by("number", "pk").values_list(
        "number", "status", "idea__registry_number", "title", "reasons"
    )
    labels = labels_of(ImportRow.Status)
    for number, status, registered, title, reasons in rows.iterator(chunk_size=AT_ONCE):
        yield [number, labels[status], registered or "", mask_personal_numbers(text=title), remarks(reasons)]


def remarked(run: ImportRun) -> Iterator[tuple[int, str, list[dict[str, Any]]]]:
    """Number, status and reasons of the rows that somebody should look at, the rejected ones first."""
    rows = run.rows.exclude(reasons=[]).order_by("-status", "number").values_list("number", "status", "reasons")
    for number, status, reasons in rows.iterator(chunk_size=AT_ONCE):
        if status != ImportRow.Status.ACCEPTED or any(data["code"] not in TOLD_OF_ALL for data in reasons):
            yield number, status, reasons


def remarks(reasons: list[dict[str, Any]]) -> str:
    """What was noticed about a row, as sentences."""
    return mask_personal_numbers(text=" ".join(say(notice=Notice.from_data(data)) for data in reasons))


def write(run: ImportRun, *, out: TextIO) -> None:
    """The whole report as CSV, comma-separated."""
    writer = csv.writer(out)
    writer.writerow(header())
    writer.writerows([safe_cell(cell) for cell in line] for line in lines(run))
