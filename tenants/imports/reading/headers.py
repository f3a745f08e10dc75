"""Records to a table: which record names the columns, and what the columns are called."""

import statistics
from collections import Counter
from collections.abc import Collection, Sequence

from tenants.imports.reading import limits, shapes, words
from tenants.imports.reading.folding import fold
from tenants.imports.reading.notices import Code, FileRefused, Notice
from tenants.imports.reading.table import Format, Record, Table

# A header is looked for this far down; exports put a few lines of titles above it, not pages.
SEARCHED_RECORDS = 30
# Lines above the table fill few of its columns.
MIN_FILLED_SHARE = 0.5
# Rows wider than the header by cells that so many of them have are no accident.
MIN_COMMON_SHARE = 0.02
MAX_NAME_CHARACTERS = 300
MAX_DISPLAYED_NAME = 120
COMPARED_RECORDS = 200


def build_table(
    *, kind: Format, records: Sequence[Record], notices: Sequence[Notice], names: Collection[str] = ()
) -> Table:
    """Name the columns and give every row as many cells. `names` are folded names of columns besides those of ideas.
    Raises FileRefused where nothing is left to import."""
    filled = [record for record in records if not record.is_blank]
    if not filled:
        raise FileRefused(Code.FILE_NO_ROWS)
    position = _first_full_record(records=filled)
    header, body = filled[position], filled[position + 1 :]
    said = list(notices)
    if position:
        said.append(Notice(Code.READ_LINES_ABOVE_HEADER, {"count": position, "line": header.number}))
    if is_header(record=header, body=body[:COMPARED_RECORDS], names=names):
        rows = [record for record in body if record.cells != header.cells]
        width = max(len(header.cells), _width(kind=kind, records=rows))
        columns, renamed = _column_names(cells=header.cells, width=width)
        if renamed:
            said.append(Notice(Code.READ_COLUMNS_RENAMED, {"columns": ", ".join(renamed)}))
    else:
        rows = [header, *body]
        columns = tuple(column_letters(number) for number in range(1, _width(kind=kind, records=rows) + 1))
        said.append(Notice(Code.READ_NO_HEADER))
    _check_size(columns=columns, rows=rows)
    return Table(kind, columns, tuple(_fitted(record=row, width=len(columns)) for row in rows), tuple(said))


def column_letters(number: int) -> str:
    """What a spreadsheet calls its column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def is_header(*, record: Record, body: Sequence[Record], names: Collection[str] = ()) -> bool:
    """Whether a record names columns rather than holding values, judged by known words, then by shape."""
    cells = [cell.strip() for cell in record.cells if cell.strip()]
    if any(len(cell) > MAX_NAME_CHARACTERS or shapes.is_value(text=cell) for cell in cells):
        return False
    if len(set(cells)) < len(cells) * 0.7:
        return False
    if not body or words.knows_any(names=cells) or any(fold(cell) in names for cell in cells):
        return True
    return _differs_in_shape(header=record, body=body)


def _differs_in_shape(*, header: Record, body: Sequence[Record]) -> bool:
    """A name stands over dates, numbers or links it is none of, over much longer text, or over nothing like it."""
    shorter = longer = 0
    for position, name in enumerate(header.cells):
        values = [row.cells[position].strip() for row in body if position < len(row.cells)]
        values = [value for value in values if value]
        if not name.strip() or not values:
            continue
        if sum(shapes.is_value(text=value) for value in values) > len(values) * 0.8:
            return True
        if name.strip() in values:
            return False
        median = statistics.median(len(value) for value in values)
        shorter += len(name.strip()) <= median * 0.6
        longer += len(name.strip()) >= median
    return shorter > longer


def _first_full_record(*, records: Sequence[Record]) -> int:
    """The first record that fills as many columns as half of all do; what stands above is no part of the table."""
    width = statistics.median_high(_filled_width(record=record) for record in records)
    for position, record in enumerate(records[:SEARCHED_RECORDS]):
        filled = sum(1 for cell in record.cells if cell.strip())
        if filled >= max(width * MIN_FILLED_SHARE, min(width, 2)):
            return position
    return 0


def _width(*, kind: Format, records: Sequence[Record]) -> int:
    """How many columns the rows have. A workbook's cells are where they were put; in a line, stray delimiters make
    cells too, so the commonest number counts, and wider ones that are common as well."""
    widths = Counter(_filled_width(record=record) for record in records)
    if kind is Format.WORKBOOK or not widths:
        return max(widths, default=1)
    least = max(2, len(records) * MIN_COMMON_SHARE)
    return max([widths.most_common(1)[0][0], *(width for width, count in widths.items() if count >= least)])


def _filled_width(*, record: Record) -> int:
    return next((i for i in range(len(record.cells), 0, -1) if record.cells[i - 1].strip()), 0)


def _column_names(*, cells: Sequence[str], width: int) -> tuple[tuple[str, ...], list[str]]:
    """Unique names for all columns, and those that the file itself does not give."""
    names: list[str] = []
    renamed: list[str] = []
    for number in range(1, width + 1):
        given = " ".join(cells[number - 1].split())[:MAX_DISPLAYED_NAME] if number <= len(cells) else ""
        name = _unique(name=given or column_letters(number), taken=names)
        if name != given:
            renamed.append(name)
        names.append(name)
    return tuple(names), renamed


def _unique(*, name: str, taken: Sequence[str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"


def _check_size(*, columns: Sequence[str], rows: Sequence[Record]) -> None:
    if not rows:
        raise FileRefused(Code.FILE_NO_ROWS)
    if len(rows) > limits.MAX_ROWS:
        raise FileRefused(Code.TOO_MANY_ROWS, limit=limits.MAX_ROWS)
    if len(columns) > limits.MAX_COLUMNS:
        raise FileRefused(Code.TOO_MANY_COLUMNS, limit=limits.MAX_COLUMNS)


def _fitted(*, record: Record, width: int) -> Record:
    """The row with exactly `width` cells, and a notice where that took or added something."""
    notices = list(record.notices)
    cells = record.cells
    if len(cells) < width:
        # A workbook leaves out what is empty; a delimited line that is short has lost something.
        notices.append(Notice(Code.ROW_CELLS_MISSING, {"found": len(cells), "expected": width}))
        cells += ("",) * (width - len(cells))
    elif any(cell.strip() for cell in cells[width:]):
        notices.append(Notice(Code.ROW_CELLS_EXTRA, {"found": len(cells), "expected": width}))
    return Record(record.number, _bounded(cells=cells[:width], notices=notices), tuple(notices))


def _bounded(*, cells: tuple[str, ...], notices: list[Notice]) -> tuple[str, ...]:
    if max(map(len, cells), default=0) <= limits.MAX_CELL_CHARACTERS:
        return cells
    notices.append(Notice(Code.ROW_CELL_TOO_LONG, {"limit": limits.MAX_CELL_CHARACTERS}))
    return tuple(cell[: limits.MAX_CELL_CHARACTERS] for cell in cells)
