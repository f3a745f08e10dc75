"""Whatever stands in a file, reading it gives back what was written, and judging it never fails."""

import csv
import datetime as dt
import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenants.imports.reading.delimited import Reader
from tenants.imports.reading.encoding import decode
from tenants.imports.reading.files import read_table
from tenants.imports.reading.guessing import guess_mapping
from tenants.imports.reading.mapping import Mapping
from tenants.imports.reading.notices import FileRefused
from tenants.imports.reading.rows import check_rows
from tenants.imports.reading.table import Format, Record, Table

TODAY = dt.date(2025, 1, 1)
STEADY = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
# csv writes a lone carriage return as it is; the reading makes it a line break.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=30)
CELL = st.one_of(ANY_TEXT, st.text('a"\n,;\t| å', max_size=12))
ROWS = st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1))


@STEADY
@given(rows=ROWS, delimiter=st.sampled_from(",;\t|"), quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_rows_written_by_any_writer_come_back_the_same(rows: list[list[str]], delimiter: str, quoting: int) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(rows)  # type: ignore[arg-type]
    records = Reader(text=out.getvalue(), delimiter=delimiter, width=len(rows[0])).records()
    assert [list(record.cells) for record in records] == rows


@STEADY
@given(text=ANY_TEXT, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_text_in_an_encoding_that_proves_itself_comes_back_the_same(text: str, encoding: str) -> None:
    text = "title " + "".join(character for character in text if character >= " ")
    assert decode(data=text.encode(encoding)).text == text


@STEADY
@given(data=st.binary(max_size=400) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes) -> None:
    table = read_or_none(data)
    if table is None:
        return
    assert all(len(row.cells) == len(table.columns) for row in table.rows)
    mapping = guess_mapping(table).mapping
    assert mapping.title or mapping.text
    assert len(list(check_rows(table, mapping, today=TODAY))) == len(table.rows)


def read_or_none(data: bytes) -> Table | None:
    """Anything but a reasoned refusal is a fault."""
    try:
        return read_table(stream=io.BytesIO(data))
    except FileRefused:
        return None


@STEADY
@given(rows=st.lists(st.tuples(*[st.text(max_size=40)] * 5), min_size=1, max_size=8))
def test_judging_rows_never_fails_and_keeps_its_promises(rows: list[tuple[str, ...]]) -> None:
    records = tuple(Record(number, row) for number, row in enumerate(rows, start=2))
    table = Table(Format.DELIMITED, ("a", "b", "c", "d", "e"), records)
    mapping = Mapping(title=("a",), text=("b",), received="c", source="d", external_id="e")
    checked = list(check_rows(table, mapping, today=TODAY))
    assert [row.number for row in checked] == [record.number for record in records]
    for row in checked:
        assert len(row.values.title) <= 200
        assert row.values.received <= TODAY
        assert (row.status == "rejected") == (not row.values.title)
        assert (row.status == "duplicate") == (row.double_of is not None)
        assert "\x00" not in row.values.title + row.values.text
