"""What an import says of itself: the counts, the closing line, and a line per row for a spreadsheet."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

from sluss.text.personal_numbers import mask_personal_numbers
from tenants.imports.reading import messages
from tenants.imports.reading.rows import CheckedRow, Status

# A spreadsheet program runs a cell that begins so.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Counts:
    total: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicates: int = 0

    def plus(self, *, status: Status) -> "Counts":
        return Counts(
            total=self.total + 1,
            accepted=self.accepted + (status is Status.ACCEPTED),
            rejected=self.rejected + (status is Status.REJECTED),
            duplicates=self.duplicates + (status is Status.DUPLICATE),
        )


def count(*, rows: Iterable[CheckedRow]) -> Counts:
    counts = Counts()
    for row in rows:
        counts = counts.plus(status=row.status)
    return counts


def closing_line(*, counts: Counts) -> str:
    """The line that ends an import; programs read it, so it is the same in every language."""
    return f"total={counts.total} accepted={counts.accepted} rejected={counts.rejected} duplicates={counts.duplicates}"


def write_report(*, rows: Iterable[CheckedRow], out: TextIO) -> None:
    """A CSV line per row, in the active language, safe to open in a spreadsheet and without personal numbers."""
    writer = csv.writer(out)
    writer.writerow([str(name) for name in messages.REPORT_COLUMNS])
    for row in rows:
        cells = (
            row.number,
            messages.STATUSES[row.status],
            row.values.external_id,
            row.values.title,
            row.values.received.isoformat(),
            " ".join(messages.say(notice=notice) for notice in row.reasons),
        )
        writer.writerow([_safe(cell=str(cell)) for cell in cells])


def _safe(*, cell: str) -> str:
    masked = mask_personal_numbers(text=cell)
    return f"'{masked}" if masked.startswith(FORMULA_STARTS) else masked
