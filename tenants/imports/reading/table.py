"""A file as read: named columns and rows of text, whatever format it had."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tenants.imports.reading.notices import Notice


class Format(StrEnum):
    DELIMITED = "delimited"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class Record:
    """One record before the header is known; `number` is the line (or sheet row) it begins on, from 1."""

    number: int
    cells: tuple[str, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not any(cell and not cell.isspace() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` have exactly as many cells as there are `columns`; `notices` say how the file was read."""

    format: Format
    columns: tuple[str, ...]
    rows: tuple[Record, ...]
    notices: tuple[Notice, ...] = ()

    def values(self, *, column: str) -> Iterator[str]:
        position = self.columns.index(column)
        return (row.cells[position] for row in self.rows)
