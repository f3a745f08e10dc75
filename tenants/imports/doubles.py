"""Rows that the municipality has already: registered with the same words, or imported before from the same system."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import batched

from tenants.ideas.models import Idea
from tenants.imports.models import ImportRow, ImportRun
from tenants.imports.reading.folding import fold
from tenants.imports.reading.notices import Code, Notice
from tenants.imports.reading.rows import CheckedRow, Status

AT_ONCE = 2000
# From so many common identifiers on, their titles tell whether two files number the same things.
ENOUGH_TO_COMPARE = 10

type Imported = dict[str, tuple[str, str]]


def known_here(*, rows: Sequence[CheckedRow], run: ImportRun) -> dict[int, Notice]:
    """By row number, why an accepted row is not new here. Ideas of the same run never count."""
    wanted = [row for row in rows if row.status is Status.ACCEPTED]
    found: dict[int, Notice] = {}
    by_external_id = _by_external_id(rows=wanted, run=run)
    by_digest = _by_digest(rows=wanted, run=run)
    for row in wanted:
        if number := by_external_id.get(row.values.external_id):
            found[row.number] = Notice(Code.KNOWN_EXTERNAL_ID, {"number": number})
        elif number := by_digest.get(row.digest):
            found[row.number] = Notice(Code.KNOWN_TEXT, {"number": number})
    return found


def _by_digest(*, rows: Sequence[CheckedRow], run: ImportRun) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in batched(rows, AT_ONCE):
        ideas = Idea.objects.filter(digest__in=[row.digest for row in some]).exclude(import_rows__run=run)
        found |= dict(ideas.values_list("digest", "registry_number"))
    return found


def _by_external_id(*, rows: Sequence[CheckedRow], run: ImportRun) -> dict[str, str]:
    """Registry numbers by identifier. Two systems may both have a number 1: only files of the same make are compared,
    and where their titles speak against it, the identifiers mean different things after all."""
    titles = {row.values.external_id: row.values.title for row in rows if row.values.external_id}
    found: dict[str, str] = {}
    for imported in _earlier(ids=list(titles), run=run):
        agreeing = sum(fold(titles[key]) == fold(title) for key, (title, _number) in imported.items())
        if len(imported) < ENOUGH_TO_COMPARE or agreeing * 2 >= len(imported):
            found |= {key: number for key, (_title, number) in imported.items()}
    return found


def _earlier(*, ids: Sequence[str], run: ImportRun) -> Iterator[Imported]:
    """What each earlier run with the same columns imported under these identifiers."""
    alike = _runs_of_same_make(run=run) if ids else []
    by_run: dict[int, Imported] = defaultdict(dict)
    for some in batched(ids, AT_ONCE):
        rows = ImportRow.objects.filter(run__in=alike, idea__external_id__in=some)
        for pk, key, title, number in rows.values_list("run_id", "idea__external_id", "title", "idea__registry_number"):
            by_run[pk][key] = (title, number)
    yield from by_run.values()


def _runs_of_same_make(*, run: ImportRun) -> list[int]:
    columns, identifier = run.guess["columns"], run.mapping.get("external_id")
    others = ImportRun.objects.exclude(pk=run.pk).filter(mapping__external_id=identifier, guess__columns=columns)
    return list(others.values_list("pk", flat=True))
