"""Files to import, and runs of them."""

import io
from collections.abc import Sequence

from tenants.imports.check_run import check_run
from tenants.imports.models import ImportRun
from tenants.imports.receive_file import receive_file
from tenants.imports.run_import import run_import, start_run
from tenants.people.models import Member

HEADER = ("id", "titel", "text", "datum", "status")


def row(number: int, *, status: str = "Ny") -> tuple[str, ...]:
    return (str(number), f"Cykelställ {number}", f"Vid skola nummer {number}.", "2024-05-01", status)


def csv_of(*rows: Sequence[str], header: Sequence[str] = HEADER) -> bytes:
    return "\n".join(";".join(cells) for cells in (header, *rows)).encode()


def received(*rows: Sequence[str], header: Sequence[str] = HEADER, actor: Member | None = None) -> ImportRun:
    """An uploaded run, in the municipality that is worked in."""
    return receive_file(stream=io.BytesIO(csv_of(*rows, header=header)), file_name="förslag.csv", actor=actor).run


def checked(*rows: Sequence[str], header: Sequence[str] = HEADER) -> ImportRun:
    return check_run(run=received(*rows, header=header))


def imported(*rows: Sequence[str], header: Sequence[str] = HEADER, actor: Member | None = None) -> ImportRun:
    return run_import(run=start_run(run=checked(*rows, header=header), actor=actor))


def results(run: ImportRun) -> list[tuple[int, str, list[str]]]:
    """Number, status and codes of every row."""
    return [(row.number, row.status, [reason["code"] for reason in row.reasons]) for row in run.rows.order_by("number")]
