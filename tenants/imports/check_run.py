"""The dry run: every row judged and reported, nothing registered."""

from itertools import batched

from django.db import transaction

from sluss import clock
from tenants.imports.counting import count_rows
from tenants.imports.doubles import known_here
from tenants.imports.judging import as_double, judged_rows
from tenants.imports.models import ImportRow, ImportRun
from tenants.imports.places import places_here
from tenants.imports.reading.rows import CheckedRow
from tenants.imports.reading.table import Table
from tenants.imports.receive_file import read_stored

State = ImportRun.State
BATCH = 1000


def check_run(*, run: ImportRun, table: Table | None = None) -> ImportRun:
    """Judge every row and write the report of it. `table` saves reading the file again.

    A run that has been started, checked by another or undone meanwhile is left as it is. Raises FileNotFoundError and
    FileRefused where the stored file cannot be read.
    """
    table = table or read_stored(run=run)
    rows = list(judged_rows(run=run, table=table, places=places_here()))
    known = known_here(rows=rows, run=run)
    rows = [as_double(row, known[row.number]) if row.number in known else row for row in rows]
    with transaction.atomic():
        locked = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
        if locked.state not in (State.UPLOADED, State.CHECKING, State.CHECKED):
            return locked
        return _write(run=locked, rows=rows)


def _write(*, run: ImportRun, rows: list[CheckedRow]) -> ImportRun:
    run.rows.all().delete()
    for some in batched(rows, BATCH):
        ImportRow.objects.bulk_create([_report(run=run, row=row) for row in some])
    run.state, run.total, run.progress, run.finished_at = State.CHECKED, len(rows), 0, clock.now()
    count_rows(run=run)
    run.save(update_fields=["state", "total", "progress", "accepted", "rejected", "duplicates", "finished_at"])
    return run


def _report(*, run: ImportRun, row: CheckedRow) -> ImportRow:
    return ImportRow(
        run=run,
        number=row.number,
        status=row.status.value,
        title=row.values.title,
        reasons=[reason.as_data() for reason in row.reasons],
    )
