"""Tables as XLSX files: numbers and days as such, texts never as formulas, a row at a time."""

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sluss.clock import STOCKHOLM
from sluss.web.table_file import answer_with, table_file

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AS_THEY_ARE = (int, float, Decimal, dt.date)
# What XML cannot carry; a pasted text may hold it.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NARROWEST, WIDEST = 10, 40


def xlsx_response(*, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """An XLSX file with one sheet, its header kept in sight. Rows are packed as they come."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=name[:31])
    sheet.freeze_panes = "A2"
    for place, text in enumerate(header, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = min(max(len(text) + 2, NARROWEST), WIDEST)
    sheet.append([_cell(sheet, text, bold=True) for text in header])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = table_file()
    book.save(file)
    file.seek(0, io.SEEK_END)
    return answer_with(file, name=name, ending="xlsx", content_type=TYPE)


def _cell(sheet: Worksheet, value: Any, *, bold: bool = False) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        value = value.astimezone(STOCKHOLM).replace(tzinfo=None) if value.tzinfo else value
        return WriteOnlyCell(sheet, value)
    if isinstance(value, AS_THEY_ARE) and not isinstance(value, bool):
        return WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # Decimal and date are written too
    cell = WriteOnlyCell(sheet, UNWRITABLE.sub("", str(value)))
    cell.data_type = "s"  # whatever it begins with, it is a text
    if bold:
        cell.font = Font(bold=True)
    return cell
