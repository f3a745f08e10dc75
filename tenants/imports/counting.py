"""How many rows had which result."""

from django.db.models import Count

from tenants.imports.models import ImportRow, ImportRun
from tenants.imports.reading.report import Counts

Status = ImportRow.Status


def count_rows(*, run: ImportRun) -> None:
    """Bring the run's counts up to its rows, unsaved."""
    by_status = dict(run.rows.order_by().values_list("status").annotate(Count("pk")))
    run.accepted = by_status.get(Status.ACCEPTED, 0)
    run.rejected = by_status.get(Status.REJECTED, 0)
    run.duplicates = by_status.get(Status.DUPLICATE, 0)


def counts_of(run: ImportRun) -> Counts:
    return Counts(total=run.total, accepted=run.accepted, rejected=run.rejected, duplicates=run.duplicates)
