"""What every figure has: a drawing, the same in words, the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

PEOPLE_AT_LEAST = 5  # fewer people than this could be recognised (SCB's usual limit for small cells)


class Look(StrEnum):
    """How an area is told from others: by pattern as well as by colour."""

    SOLID = "solid"
    ACCENT = "accent"
    STRIPES = "stripes"
    DOTS = "dots"
    PLAIN = "plain"

    @property
    def has_pattern(self) -> bool:
        return self in {Look.ACCENT, Look.STRIPES, Look.DOTS}


@dataclass(frozen=True)
class Key:
    """A line of the legend. `mark` names a Look or a mark of the figure's own kind."""

    label: str
    mark: str

    @property
    def has_pattern(self) -> bool:
        return isinstance(self.mark, Look) and self.mark.has_pattern


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`drawing` is what the template of its `kind` needs, `note` number and period, `rows` the table beneath `header`.

    `key` is unique on its page, for the ids inside. Without rows there is no drawing, and `conclusion` says why.
    """

    kind: str
    key: str
    title: str
    conclusion: str
    width: int
    height: int
    drawing: Any = None
    legend: Sequence[Key] = ()
    header: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    note: str = ""
    csv_url: str = ""

    @property
    def template(self) -> str:
        return f"web/figures/svg/{self.kind}.html"

    @property
    def table(self) -> list[tuple[str, Sequence[str]]]:
        """Each row as its heading and its cells."""
        return [(row[0], row[1:]) for row in self.rows]

    @property
    def is_empty(self) -> bool:
        return not self.rows


def empty_figure(kind: str, *, key: str, title: str, period: str) -> Figure:
    """A figure without data, which says so."""
    return Figure(
        kind=kind,
        key=key,
        title=title,
        conclusion=_("There is nothing to show here yet."),
        width=0,
        height=0,
        note=period,
    )


def units(number: float) -> SafeString:
    """A length or place in the figure's own units, written with a point whatever the reader's language."""
    return mark_safe(f"{number:.1f}".removesuffix(".0"))  # noqa: S308  # a number; escaping it costs a map 0.5 ms


def written(number: float) -> str:
    """A number for the reader, in the reader's language and without zeros that say nothing: 3,5 or 4."""
    return number_format(f"{number:.2f}".rstrip("0").rstrip("."))


def shown(number: int, *, about_people: bool) -> str:
    """The number as it may be told. Where it is about people, a small one is only said to be small."""
    return _("fewer than 5") if is_small(number, about_people=about_people) else str(number)


def is_small(number: int, *, about_people: bool) -> bool:
    return about_people and 0 < number < PEOPLE_AT_LEAST


def note(*parts: str) -> str:
    """Number and period in one line: "42 ideas · January to December 2026"."""
    return " · ".join(part for part in parts if part)


def listed(names: Sequence[str]) -> str:
    """ "Hjo, Skara and Tibro"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
