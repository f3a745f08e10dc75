"""A file of goals as rows of plain text, or a refusal that says why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from sluss.text.plain import plain_line
from sluss.workflow.transitions import NotPossible
from tenants.goals.importing.columns import BY_NAME, LABELS, columns_of, missing_in
from tenants.imports.reading.files import read_table
from tenants.imports.reading.messages import say
from tenants.imports.reading.notices import FileRefused

# A council's plan has tens of goals; more are split so that every row can be looked at before it is written in.
MOST = 500
LONGEST_CELL = 500

type Cells = dict[str, str]


@dataclass(frozen=True)
class ReadRow:
    """A row as it stands in the file; `number` is the line, or the row of the sheet."""

    number: int
    cells: Cells


@dataclass(frozen=True)
class ReadFile:
    """`used` are the fields with the columns they were found in, `unused` the columns nothing was taken from."""

    rows: list[ReadRow]
    used: list[tuple[str, str]]
    unused: list[str]


def read_goals(stream: BinaryIO) -> ReadFile:
    """Raises NotPossible with the reason for the person."""
    try:
        table = read_table(stream=stream, names=BY_NAME)
    except FileRefused as error:
        raise NotPossible(*(say(notice=notice) for notice in error.notices)) from error
    found = columns_of(table.columns)
    if missing := missing_in(found):
        raise NotPossible(_("These columns are missing: %(names)s.") % {"names": ", ".join(missing)})
    if len(table.rows) > MOST:
        raise NotPossible(_("At most %(most)s goals are taken at a time. Split the file.") % {"most": MOST})
    rows = [
        ReadRow(row.number, {field: plain_line(row.cells[at])[:LONGEST_CELL] for field, at in found.items()})
        for row in table.rows
    ]
    used = [(str(LABELS[field]), table.columns[at]) for field, at in sorted(found.items(), key=lambda one: one[1])]
    return ReadFile(rows, used, [name for at, name in enumerate(table.columns) if at not in found.values()])


def as_data(rows: Iterable[ReadRow]) -> list[list[object]]:
    """For keeping between the preview and the go-ahead."""
    return [[row.number, row.cells] for row in rows]


def from_data(data: Iterable[tuple[int, Cells]]) -> list[ReadRow]:
    return [ReadRow(number, cells) for number, cells in data]
