"""Delimited text to records, so that one row with stray quotation marks never swallows its neighbours."""

import re
from collections.abc import Iterator

from tenants.imports.reading.limits import MAX_CELL_CHARACTERS, MAX_COLUMNS
from tenants.imports.reading.notices import Code, Notice
from tenants.imports.reading.table import Record

# Enough cells to see that there are too many, few enough that a runaway quotation cannot eat the file.
MAX_CELLS = MAX_COLUMNS + 1
# Looking past the line for a lost quotation mark costs time; a file with this many of them is read line by line.
PATIENCE = 500

Cells = list[str]


class Reader:
    """Splits text with \\n line ends; `width` is the usual number of cells, where it is known."""

    def __init__(self, *, text: str, delimiter: str, width: int | None = None) -> None:
        self.text = text
        self.delimiter = delimiter
        self.width = width
        self.patience = PATIENCE
        edge = re.escape(delimiter)
        self.plain = re.compile(rf"[^{edge}\n]*")
        self.quoted = re.compile(rf' *"([^"]*+(?:""[^"]*+)*+)" *(?=[{edge}\n]|\Z)')
        # A quotation that holds quotation marks nobody doubled: it ends where a cell can end.
        self.forgiving = re.compile(rf' *"(.{{0,{MAX_CELL_CHARACTERS}}}?)" *(?=[{edge}\n]|\Z)', re.DOTALL)

    def records(self) -> Iterator[Record]:
        position, number = 0, 1
        while position < len(self.text):
            cells, end, notices = self._record(start=position)
            yield Record(number=number, cells=tuple(cells), notices=notices)
            number += self.text.count("\n", position, end)
            position = end

    def _record(self, *, start: int) -> tuple[Cells, int, tuple[Notice, ...]]:
        line_end = self._line_end(start=start)
        line = self.text[start:line_end]
        if '"' not in line:
            return line.split(self.delimiter), line_end + 1, ()
        strict = self.cells_from(start=start, stop=len(self.text), pattern=self.quoted) if self.patience else None
        if strict and not self._swallowed(cells=strict[0], end=strict[1], line_end=line_end):
            return strict[0], strict[1], ()
        cells, end = self._mended(start=start, line_end=line_end)
        return cells, end, (Notice(Code.ROW_QUOTES_UNBALANCED),)

    def _swallowed(self, *, cells: Cells, end: int, line_end: int) -> bool:
        """A record over several lines with the wrong number of cells probably began with a lost quotation mark."""
        return self.width is not None and end > line_end + 1 and len(cells) != self.width

    def _mended(self, *, start: int, line_end: int) -> tuple[Cells, int]:
        """The reading of a faulty record that gives the usual number of cells, without taking a row from the others."""
        line = self.text[start:line_end]
        within = self._in_line(line=line, pattern=self.forgiving)
        if within and len(within) == self.width:
            return within, line_end + 1
        if self.patience:
            self.patience -= 1
            longer = self.cells_from(start=start, stop=len(self.text), pattern=self.forgiving)
            if longer and len(longer[0]) == self.width and not self._holds_rows(start=line_end + 1, end=longer[1]):
                return longer
        return self._torn(line=line), line_end + 1

    def _holds_rows(self, *, start: int, end: int) -> bool:
        """Whether a line in between is a whole row by itself, and so no part of a quotation."""
        lines = self.text[start:end].split("\n")
        return any(len(self._in_line(line=line, pattern=self.quoted) or ()) == self.width for line in lines)

    def cells_from(self, *, start: int, stop: int, pattern: re.Pattern[str]) -> tuple[Cells, int] | None:
        """The cells of one record and where it ends; None where a quotation never ends properly."""
        cells: Cells = []
        position = start
        while len(cells) <= MAX_CELLS:
            match = pattern.match(self.text, position)
            if match:
                cells.append(match[1].replace('""', '"'))
            elif self.text.startswith('"', position):
                return None
            else:
                match = self.plain.match(self.text, position)
                assert match is not None
                cells.append(match[0])
            position = match.end()
            if position >= stop or self.text[position] == "\n":
                return cells, position + 1
            position += 1
        return None

    def _in_line(self, *, line: str, pattern: re.Pattern[str]) -> Cells | None:
        found = Reader(text=line, delimiter=self.delimiter).cells_from(start=0, stop=len(line), pattern=pattern)
        return found[0] if found else None

    def _torn(self, *, line: str) -> Cells:
        return [cell.strip(' "').replace('""', '"') for cell in line.split(self.delimiter)]

    def _line_end(self, *, start: int) -> int:
        end = self.text.find("\n", start)
        return len(self.text) if end < 0 else end
