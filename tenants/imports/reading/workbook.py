"""XLSX to records: the first visible sheet with content, dates as ISO text, formulas by their saved values."""

import datetime as dt
import io
import warnings
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from tenants.imports.reading import limits
from tenants.imports.reading.notices import Code, FileRefused, Notice
from tenants.imports.reading.table import Record

# A sheet has at most this many rows; rows beyond are made up to cost memory.
SHEET_ROWS = 1_048_576


class TolerantParser(WorkSheetParser):
    """openpyxl gives up a sheet for one faulty cell, and cannot tell an uncalculated formula from an empty cell."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        try:
            cell: dict[str, Any] = super().parse_cell(element)
        except (ValueError, IndexError, KeyError, TypeError, OverflowError):
            return {"column": self.col_counter or 1, "value": None, "data_type": "e"}
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["data_type"] = "f"
        return cell

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:
        try:
            return super().parse_row(row)
        except ValueError:
            # A row number that is none: the row is where it stands.
            row.attrib.pop("r")
            return super().parse_row(row)


def read_workbook(*, data: bytes) -> tuple[list[Record], list[Notice]]:
    """Records of the sheet and notices about the choice. `data` must have passed `archive.check_archive`."""
    with warnings.catch_warnings():
        # openpyxl warns about decorations it drops; nobody here reads them.
        warnings.simplefilter("ignore")
        try:
            return _first_sheet_with_content(data=data)
        except FileRefused:
            raise
        # A hostile or damaged workbook can fail anywhere in the library; all of it means the same to a person.
        except Exception as error:
            raise FileRefused(Code.FILE_BROKEN_WORKBOOK) from error


def _first_sheet_with_content(*, data: bytes) -> tuple[list[Record], list[Notice]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
    hidden = [sheet for sheet in sheets if sheet.sheet_state != "visible"]
    for sheet in sheets:
        if sheet in hidden:
            continue
        records = _records(sheet=sheet)
        if records:
            notices = [Notice(Code.READ_SHEET, {"sheet": sheet.title})] if len(sheets) > 1 else []
            if hidden:
                notices.append(Notice(Code.READ_HIDDEN_SHEETS, {"sheets": ", ".join(s.title for s in hidden)}))
            return records, notices
    raise FileRefused(Code.FILE_NO_ROWS)


def _records(*, sheet: ReadOnlyWorksheet) -> list[Record]:
    records: list[Record] = []
    for seen, (number, cells) in enumerate(_parsed_rows(sheet=sheet)):
        if seen > SHEET_ROWS:
            raise FileRefused(Code.FILE_BOMB)
        # Two rows of one number would be taken for one another.
        record = _record(number=max(number, records[-1].number + 1) if records else number, cells=cells)
        if not record.is_blank or record.notices:
            records.append(record)
        # One more for the header, some for lines above it.
        if len(records) > limits.MAX_ROWS + 100:
            raise FileRefused(Code.TOO_MANY_ROWS, limit=limits.MAX_ROWS)
    return records


def _parsed_rows(*, sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    book: Any = sheet.parent
    reader: Any = sheet
    # openpyxl has no public way to parse a sheet by another parser.
    with reader._get_source() as source:  # noqa: SLF001
        parser = TolerantParser(
            source,
            reader._shared_strings,  # noqa: SLF001
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        rows_read = False
        try:
            for row in parser.parse():
                rows_read = True
                yield row
        except (ParseError, DefusedXmlException, FileRefused):
            raise
        except (ValueError, TypeError, KeyError, AttributeError):
            # What follows the rows in a sheet is decoration; a fault there loses nothing.
            if not rows_read:
                raise


def _record(*, number: int, cells: Iterable[dict[str, Any]]) -> Record:
    texts: dict[int, str] = {}
    notices: list[Notice] = []
    for cell in cells:
        column, text, code = cell["column"], _text(value=cell["value"]), _fault(cell=cell)
        if code:
            notices.append(Notice(code, {"column": get_column_letter(column)}))
        elif text:
            texts[column] = text
    width = max(texts, default=0)
    if width > limits.MAX_COLUMNS:
        raise FileRefused(Code.TOO_MANY_COLUMNS, limit=limits.MAX_COLUMNS)
    return Record(number=number, cells=tuple(texts.get(i, "") for i in range(1, width + 1)), notices=tuple(notices))


def _fault(*, cell: dict[str, Any]) -> Code | None:
    if cell["data_type"] == "e":
        return Code.ROW_ERROR_VALUE
    if cell["data_type"] == "f":
        return Code.ROW_FORMULA_WITHOUT_VALUE
    return None


def _text(*, value: object) -> str:
    match value:
        case None:
            return ""
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return str(value)
