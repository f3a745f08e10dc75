"""Each row of a table judged under a mapping: accepted, rejected or a double, with everything that was noticed."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from shared.portfolio.codes import Source
from sluss.text.digests import text_digest
from sluss.text.personal_numbers import holds_personal_number
from tenants.imports.reading import limits
from tenants.imports.reading.cleaning import clean_line, clean_text, first_sentence, shorten
from tenants.imports.reading.dates import DateReader, reader_for
from tenants.imports.reading.mapping import Mapping
from tenants.imports.reading.notices import Code, Notice
from tenants.imports.reading.sources import known_source
from tenants.imports.reading.table import Record, Table

# Where people write what they like, and so personal identity numbers too.
FREE_FIELDS = ("title", "text", "author", "external_id")


class Status(StrEnum):
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Values:
    """What becomes an idea. `stage` and `outcome` are as the file says them; the municipality's model gives meaning."""

    title: str
    text: str
    received: dt.date
    author: str
    source: Source
    stage: str
    outcome: str
    external_id: str


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """`number` is the line (or sheet row) in the file. `double_of` is the number of the row that it repeats."""

    number: int
    status: Status
    values: Values
    digest: str
    reasons: tuple[Notice, ...] = ()
    double_of: int | None = None


def check_rows(table: Table, mapping: Mapping, *, today: dt.date) -> Iterator[CheckedRow]:
    """Judge every row in order; a row never stops the others. `mapping` must fit the table (`check_mapping`)."""
    checker = _Checker(table=table, mapping=mapping, today=today)
    return (checker.check(row=row) for row in table.rows)


class _Checker:
    def __init__(self, *, table: Table, mapping: Mapping, today: dt.date) -> None:
        self.positions = {column: table.columns.index(column) for column in mapping.columns}
        self.unmapped = [i for i, column in enumerate(table.columns) if column not in self.positions]
        self.mapping = mapping
        self.today = today
        self.dates = _date_reader(table=table, mapping=mapping, today=today)
        self.by_external_id: dict[str, int] = {}
        self.by_content: dict[tuple[str, tuple[str, ...]], int] = {}

    def check(self, *, row: Record) -> CheckedRow:
        notices = list(row.notices)
        values = self._values(row=row, notices=notices)
        digest = text_digest(title=values.title, text=values.text)
        if not values.title:
            return CheckedRow(
                row.number, Status.REJECTED, values, digest, (Notice(Code.NO_TITLE_AND_NO_TEXT), *notices)
            )
        double = self._double(row=row, values=values, digest=digest)
        if double:
            code, first = double
            reasons = (Notice(code, {"row": first}), *notices)
            return CheckedRow(row.number, Status.DUPLICATE, values, digest, reasons, double_of=first)
        return CheckedRow(row.number, Status.ACCEPTED, values, digest, tuple(notices))

    def _values(self, *, row: Record, notices: list[Notice]) -> Values:
        title, text = self._title_and_text(row=row, notices=notices)
        values = Values(
            title=title,
            text=text,
            received=self._received(cell=self._cell(row=row, column=self.mapping.received), notices=notices),
            author=self._line(row=row, column=self.mapping.author, limit=limits.MAX_AUTHOR_CHARACTERS),
            source=self._source(row=row, notices=notices),
            stage=self._line(row=row, column=self.mapping.stage, limit=limits.MAX_LABEL_CHARACTERS),
            outcome=self._line(row=row, column=self.mapping.outcome, limit=limits.MAX_LABEL_CHARACTERS),
            external_id=self._external_id(row=row, notices=notices),
        )
        if values.stage:
            notices.append(Notice(Code.NOTED_STAGE, {"value": values.stage}))
        if values.outcome:
            notices.append(Notice(Code.NOTED_OUTCOME, {"value": values.outcome}))
        notices.extend(
            Notice(Code.PERSONAL_NUMBER, {"field": field})
            for field in FREE_FIELDS
            if holds_personal_number(text=getattr(values, field))
        )
        return values

    def _title_and_text(self, *, row: Record, notices: list[Notice]) -> tuple[str, str]:
        titles = (clean_line(value=self._cell(row=row, column=column)) for column in self.mapping.title)
        full_title = next((title for title in titles if title), "")
        parts = [clean_text(value=self._cell(row=row, column=column)) for column in self.mapping.text]
        text = "\n\n".join(dict.fromkeys(part for part in parts if part))
        title = shorten(text=full_title, limit=limits.MAX_TITLE_CHARACTERS)
        if title != full_title:
            notices.append(Notice(Code.TITLE_SHORTENED, {"limit": limits.MAX_TITLE_CHARACTERS}))
            if not clean_line(value=text).startswith(full_title):
                text = f"{full_title}\n\n{text}".strip()
        elif not title and text:
            notices.append(Notice(Code.TITLE_FROM_TEXT))
            title = first_sentence(text=text, limit=limits.MAX_TITLE_CHARACTERS)
        if len(text) > limits.MAX_TEXT_CHARACTERS:
            notices.append(Notice(Code.TEXT_SHORTENED, {"limit": limits.MAX_TEXT_CHARACTERS}))
            text = shorten(text=text, limit=limits.MAX_TEXT_CHARACTERS)
        return title, text

    def _received(self, *, cell: str, notices: list[Notice]) -> dt.date:
        """The date in the file, else today, and then the row says so."""
        cell = clean_line(value=cell)
        if self.mapping.received is None:
            return self.today
        found = self.dates.read(text=cell) if cell else None
        if found is not None and found <= self.today:
            return found
        if not cell:
            notices.append(Notice(Code.DATE_MISSING))
        else:
            notices.append(Notice(Code.DATE_UNREADABLE if found is None else Code.DATE_IN_FUTURE))
        return self.today

    def _source(self, *, row: Record, notices: list[Notice]) -> Source:
        cell = self._line(row=row, column=self.mapping.source, limit=limits.MAX_LABEL_CHARACTERS)
        if not cell:
            return Source.IMPORT
        source = known_source(text=cell)
        if source is None:
            notices.append(Notice(Code.SOURCE_UNKNOWN, {"value": cell}))
        return source or Source.IMPORT

    def _external_id(self, *, row: Record, notices: list[Notice]) -> str:
        """A cut identifier would be another one's, so one that is too long is left out."""
        found = clean_line(value=self._cell(row=row, column=self.mapping.external_id))
        if len(found) <= limits.MAX_EXTERNAL_ID_CHARACTERS:
            return found
        notices.append(Notice(Code.EXTERNAL_ID_TOO_LONG, {"limit": limits.MAX_EXTERNAL_ID_CHARACTERS}))
        return ""

    def _double(self, *, row: Record, values: Values, digest: str) -> tuple[Code, int] | None:
        """The row that this one repeats. A title alone is the same idea only where the unmapped cells agree too:
        twelve districts may each want a playground."""
        rest = () if values.text else tuple(row.cells[position].strip() for position in self.unmapped)
        key = (digest, rest)
        by_id = self.by_external_id.get(values.external_id) if values.external_id else None
        by_content = self.by_content.get(key)
        if by_id is not None:
            return Code.SAME_EXTERNAL_ID, by_id
        if by_content is not None:
            return Code.SAME_TEXT, by_content
        self.by_content[key] = row.number
        if values.external_id:
            self.by_external_id[values.external_id] = row.number
        return None

    def _line(self, *, row: Record, column: str | None, limit: int) -> str:
        return shorten(text=clean_line(value=self._cell(row=row, column=column)), limit=limit)

    def _cell(self, *, row: Record, column: str | None) -> str:
        return "" if column is None else row.cells[self.positions[column]]


def _date_reader(*, table: Table, mapping: Mapping, today: dt.date) -> DateReader:
    values = table.values(column=mapping.received) if mapping.received else ()
    return reader_for(values=values, this_year=today.year)
