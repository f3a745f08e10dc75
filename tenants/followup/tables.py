"""What a section of the follow-up is made of: tables, each with its conclusion, its number and its period."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from sluss.web.figures.figure import Figure, note
from sluss.web.percent import percent
from tenants.followup.scope import Scope

type Cell = str | int | Decimal | None


@dataclass(frozen=True)
class Table:
    """`key` names its file. A table with a `figure` is shown by it."""

    key: str
    caption: str
    sentence: str
    note: str
    header: Sequence[str]
    rows: Sequence[Sequence[Any]]
    figure: Figure | None = None

    def drawn(self, *, csv_url: str) -> Figure | None:
        """The figure with the way to its file."""
        return replace(self.figure, csv_url=csv_url) if self.figure else None

    @property
    def shown(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each row as its heading and its cells, each with its column's name, as the reader writes numbers."""
        names = self.header[1:]
        return [(_written(row[0]), list(zip(names, map(_written, row[1:]), strict=True))) for row in self.rows]


@dataclass(frozen=True)
class Section:
    """`sentence` says what it comes to, `compared` what it was before."""

    sentence: str
    compared: str = ""
    tables: list[Table] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def table(self, key: str) -> Table | None:
        return next((table for table in self.tables if table.key == key), None)


def counted(number: str, scope: Scope) -> str:
    """Number and period in one line."""
    return note(number, str(scope.period))


def before(value: object) -> str:
    """ "30 in the period before, which was as long." """
    return _("In the period before, which was as long: %(value)s.") % {"value": value}


def share(part: int, whole: int) -> str:
    """Whole per cent; a dash where there is nothing to take a share of."""
    return percent(round(100 * part / whole)) if whole else "–"


def _written(cell: Cell) -> str:
    if cell is None or cell == "":
        return "–"
    if isinstance(cell, Decimal):
        cell = int(cell) if cell == int(cell) else round(cell, 2).normalize()
    return number_format(cell, use_l10n=True, force_grouping=True) if isinstance(cell, int | Decimal) else str(cell)
