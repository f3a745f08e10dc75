"""Registering what was checked, batch by batch. Killed at any point it goes on where it stopped and doubles nothing."""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import models, transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.clock import STOCKHOLM
from sluss.web.outage import is_gone
from sluss.workflow.transitions import NotPossible
from tenants.ideas.models import Idea
from tenants.ideas.register import NewBearer, NewIdea, register_ideas
from tenants.imports.counting import count_rows
from tenants.imports.doubles import known_here
from tenants.imports.judging import as_double, judged_rows, place_of, with_reason
from tenants.imports.models import ImportRow, ImportRun
from tenants.imports.places import Places, places_here
from tenants.imports.placing import Placed, place_ideas
from tenants.imports.reading.notices import Code, Notice
from tenants.imports.reading.rows import CheckedRow, Status
from tenants.imports.reading.table import Table
from tenants.imports.receive_file import read_stored
from tenants.people.models import Member

log = logging.getLogger(__name__)
State = ImportRun.State
BATCH = 500
NOON = dt.time(12)
type Pair = tuple[ImportRow, CheckedRow]


@dataclass(frozen=True)
class _Work:
    """What every batch needs: the rows by number, the places and who asked."""

    rows: dict[int, CheckedRow]
    places: Places
    actor: Member | None


@transaction.atomic
def start_run(*, run: ImportRun, actor: Member | None) -> ImportRun:
    """Let a checked run begin, or one that failed go on. Raises NotPossible otherwise."""
    locked = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if locked.state not in (State.CHECKED, State.FAILED) or not locked.rows.exists():
        raise NotPossible(_("The import cannot be started now: it has begun already, or has not been checked."))
    locked.state, locked.problem, locked.started_by, locked.finished_at = State.RUNNING, "", actor, None
    locked.progress = locked.total - _pending(locked).count()
    locked.save(update_fields=["state", "problem", "started_by", "finished_at", "progress"])
    return locked


def run_import(
    *, run: ImportRun, table: Table | None = None, after_batch: Callable[[ImportRun], None] = lambda run: None
) -> ImportRun:
    """Register the accepted rows of a started run, BATCH at a time, each batch with its rows in its own transaction.

    A batch that fails is tried row by row, so that one bad row never stops the rest. Several may run the same import
    at once: they take turns. Raises FileNotFoundError and FileRefused where the stored file cannot be read, and
    OperationalError where the database is away.
    """
    places = places_here()
    judged = judged_rows(run=run, table=table or read_stored(run=run), places=places)
    work = _Work(rows={row.number: row for row in judged}, places=places, actor=run.started_by)
    while (going := _run_batch(run=run, work=work)) and going.state == State.RUNNING:
        after_batch(going)
    return going


@transaction.atomic
def _run_batch(*, run: ImportRun, work: _Work) -> ImportRun:
    locked = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if locked.state != State.RUNNING:
        return locked
    batch = [(row, work.rows[row.number]) for row in _pending(locked)[:BATCH]]
    _register_new(pairs=_without_doubles(run=locked, pairs=batch), run=locked, work=work)
    locked.progress += len(batch)
    if len(batch) < BATCH:
        locked.state, locked.progress, locked.finished_at = State.DONE, locked.total, clock.now()
        count_rows(run=locked)
    locked.save(update_fields=["state", "progress", "finished_at", "accepted", "rejected", "duplicates"])
    return locked


def _pending(run: ImportRun) -> models.QuerySet[ImportRow]:
    return run.rows.filter(status=Status.ACCEPTED.value, idea__isnull=True).order_by("number")


def _without_doubles(*, run: ImportRun, pairs: Sequence[Pair]) -> list[Pair]:
    """What was registered by others between the check and now is no longer new."""
    known = known_here(rows=[checked for _row, checked in pairs], run=run)
    for row, checked in pairs:
        if notice := known.get(row.number):
            _report(row, as_double(checked, notice))
    return [(row, checked) for row, checked in pairs if row.number not in known]


def _register_new(*, pairs: list[Pair], run: ImportRun, work: _Work) -> None:
    try:
        _register(pairs=pairs, run=run, work=work)
    except Exception as error:
        if is_gone(error):
            raise
        log.exception("A batch of import %s failed and is tried row by row.", run.key)
        for pair in pairs:
            _register_one(pair=pair, run=run, work=work)


def _register_one(*, pair: Pair, run: ImportRun, work: _Work) -> None:
    row, checked = pair
    try:
        _register(pairs=[pair], run=run, work=work)
    except Exception as error:
        if is_gone(error):
            raise
        log.warning("Row %s of import %s could not be saved: %s", row.number, run.key, type(error).__name__)
        row.status = ImportRow.Status.REJECTED
        row.reasons = [notice.as_data() for notice in with_reason(checked, Notice(Code.NOT_SAVED)).reasons]
        row.save(update_fields=["status", "reasons"])


@transaction.atomic
def _register(*, pairs: list[Pair], run: ImportRun, work: _Work) -> None:
    if not pairs:
        return
    now = clock.now()
    ideas = register_ideas([_new(checked, run=run, now=now) for _row, checked in pairs], actor=work.actor)
    placed = [
        Placed(idea=idea, row=checked, place=place_of(run=run, row=checked))
        for idea, (_row, checked) in zip(ideas, pairs, strict=True)
    ]
    place_ideas(placed=placed, places=work.places, actor=work.actor)
    _link(ideas=ideas, pairs=pairs)


def _link(*, ideas: list[Idea], pairs: list[Pair]) -> None:
    for idea, (row, _checked) in zip(ideas, pairs, strict=True):
        row.idea = idea
    ImportRow.objects.bulk_update([row for row, _checked in pairs], ["idea"])


def _report(row: ImportRow, checked: CheckedRow) -> None:
    row.status = ImportRow.Status(checked.status.value)
    row.reasons = [notice.as_data() for notice in checked.reasons]
    row.save(update_fields=["status", "reasons"])


def _new(row: CheckedRow, *, run: ImportRun, now: dt.datetime) -> NewIdea:
    values = row.values
    return NewIdea(
        title=values.title,
        text=values.text,
        source=values.source,
        # The file gives a day; noon keeps it that day in every zone that reads it.
        received_at=min(dt.datetime.combine(values.received, NOON, STOCKHOLM), now),
        registered_at=now,
        external_id=values.external_id,
        bearers=[NewBearer(name=values.author)] if values.author else [],
        submission_key=uuid.uuid5(run.key, str(row.number)),
    )
