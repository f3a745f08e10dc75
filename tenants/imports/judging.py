"""A run's rows, judged under its mapping and with the places that its values have here."""

import dataclasses
from collections.abc import Iterator

from sluss import clock
from tenants.imports import understanding
from tenants.imports.models import ImportRun
from tenants.imports.places import INBOX, Places
from tenants.imports.reading.notices import Code, Notice
from tenants.imports.reading.rows import CheckedRow, Status, check_rows
from tenants.imports.reading.table import Table


def judged_rows(*, run: ImportRun, table: Table, places: Places) -> Iterator[CheckedRow]:
    """Every row of the file in order, as `check_rows` judges it, with a notice where it is placed outside the inbox."""
    mapping = understanding.mapping_of(run.mapping)
    for row in check_rows(table, mapping, today=clock.today()):
        place = place_of(run=run, row=row)
        is_moved = row.status is Status.ACCEPTED and place != INBOX
        yield with_reason(row, Notice(Code.PLACED, {"place": _name(place, places)})) if is_moved else row


def place_of(*, run: ImportRun, row: CheckedRow) -> str:
    """How something ended says more than how far it had come."""
    values = run.mapping.get("values", {})
    ended = values.get("outcome", {}).get(row.values.outcome, INBOX)
    return str(ended if ended != INBOX else values.get("stage", {}).get(row.values.stage, INBOX))


def with_reason(row: CheckedRow, notice: Notice) -> CheckedRow:
    return dataclasses.replace(row, reasons=(notice, *row.reasons))


def as_double(row: CheckedRow, notice: Notice) -> CheckedRow:
    """The row once it is known to be here already; it is placed nowhere."""
    kept = tuple(reason for reason in row.reasons if reason.code is not Code.PLACED)
    return dataclasses.replace(row, status=Status.DUPLICATE, reasons=(notice, *kept))


def _name(place: str, places: Places) -> str:
    chamber = places.chamber(place)
    return chamber.name_sv if chamber else place
