"""The one way in: a file of bytes to a table, or a refusal with its reason."""

from collections.abc import Collection
from typing import BinaryIO

from tenants.imports.reading import archive, delimited, delimiters, encoding, headers, limits, signatures
from tenants.imports.reading.notices import Code, FileRefused, Notice
from tenants.imports.reading.table import Format, Record, Table

DELIMITER_CODES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def read_table(*, stream: BinaryIO, names: Collection[str] = ()) -> Table:
    """Read a whole file, recognised by content. `names` are folded names of columns that tell a row of names, besides
    those that lists of ideas have. Raises FileRefused; reads no more than the largest file allowed."""
    data = stream.read(limits.MAX_FILE_BYTES + 1)
    if len(data) > limits.MAX_FILE_BYTES:
        raise FileRefused(Code.FILE_TOO_LARGE, megabytes=limits.MAX_FILE_BYTES // 1024**2)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise FileRefused(Code.FILE_EMPTY)
    if signatures.is_zip(data=data):
        # Its library is large, and most processes never read a workbook.
        from tenants.imports.reading import workbook

        archive.check_archive(data=data)
        records, notices = workbook.read_workbook(data=data)
        return headers.build_table(
            kind=Format.WORKBOOK, records=_squared(records=records), notices=notices, names=names
        )
    signatures.refuse_other_formats(data=data)
    return _read_delimited(data=data, names=names)


def _read_delimited(*, data: bytes, names: Collection[str]) -> Table:
    decoded = encoding.decode(data=data)
    code = Code.READ_ENCODING_GUESSED if decoded.is_guess else Code.READ_ENCODING
    text = decoded.text.rstrip("\x1a").replace("\r\n", "\n").replace("\r", "\n")
    named = delimiters.named_in_first_line(text=text)
    if named:
        # The line is blanked, not removed, so that line numbers stay those of the file.
        text = text[text.index("\n") :]
        delimiter, width = named, delimiters.usual_width(text=text, delimiter=named)
    else:
        delimiter, width = delimiters.detect(text=text)
    notices = [Notice(code, {"encoding": decoded.display_name}), _delimiter_notice(delimiter=delimiter)]
    records = []
    for record in delimited.Reader(text=text, delimiter=delimiter, width=width).records():
        if not record.is_blank:
            records.append(_readable(record=record))
        if len(records) > limits.MAX_ROWS + headers.SEARCHED_RECORDS:
            raise FileRefused(Code.TOO_MANY_ROWS, limit=limits.MAX_ROWS)
    return headers.build_table(kind=Format.DELIMITED, records=records, notices=notices, names=names)


def _delimiter_notice(*, delimiter: str) -> Notice:
    name = DELIMITER_CODES.get(delimiter)
    return Notice(Code.READ_DELIMITER, {"delimiter": name}) if name else Notice(Code.READ_ONE_COLUMN)


def _readable(*, record: Record) -> Record:
    """Zero bytes go, because no database stores them; characters the decoder gave up are told of."""
    if not any("\x00" in cell or "�" in cell for cell in record.cells):
        return record
    cells = tuple(cell.replace("\x00", "") for cell in record.cells)
    return Record(record.number, cells, (*record.notices, Notice(Code.ROW_BAD_CHARACTERS)))


def _squared(*, records: list[Record]) -> list[Record]:
    """A workbook leaves empty cells at the end of a row out: that is no fault of the row."""
    width = max(len(record.cells) for record in records)
    return [Record(r.number, r.cells + ("",) * (width - len(r.cells)), r.notices) for r in records]
