"""Undoing an import as one: everything that it wrote goes, or nothing does. A tombstone tells what the numbers were."""

import uuid
from itertools import batched

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotPossible, Text
from tenants.ideas import facts
from tenants.ideas.models import Idea, IdeaBearer, Message
from tenants.imports.models import ImportRow, ImportRun, Tombstone
from tenants.imports.rules import UNDOABLE, happened_later
from tenants.people.models import Member

State = ImportRun.State
RECORDS = "records"
RULE = "import undone before anything had happened to its ideas"
AT_ONCE = 2000


class SomethingHappened(NotPossible):
    """Ideas of the import have been worked on since. `later` has the reason by idea."""

    def __init__(self, later: dict[int, Text]) -> None:
        count = len(later)
        super().__init__(
            ngettext(
                "The import cannot be undone: something has happened to %(count)d of its ideas since.",
                "The import cannot be undone: something has happened to %(count)d of its ideas since.",
                count,
            )
            % {"count": count}
        )
        self.later = later


@transaction.atomic
def ask_undo(*, run: ImportRun) -> ImportRun:
    """Mark a run to be undone, if it can be. Raises SomethingHappened or NotPossible, with nothing changed."""
    locked = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if locked.state not in UNDOABLE:
        raise NotPossible(_("Only an import that has ended can be undone."))
    if later := happened_later(run=locked):
        raise SomethingHappened(later)
    locked.state, locked.problem = State.UNDOING, ""
    locked.save(update_fields=["state", "problem"])
    return locked


def undo_import(*, municipality: Municipality, key: uuid.UUID, actor_id: int | None) -> ImportRun:
    """Take away what a run marked by `ask_undo` wrote, as the records role and in one transaction.

    The ideas, their events and bearers, the report and the stored file go; the region is told to forget the ideas.
    Diary numbers are never given out again. A run that is marked no more is left as it is, so a repeated job is
    harmless. Where something happened meanwhile the run is done again, with the problem written on it.
    """
    with in_municipality(municipality, using=RECORDS), transaction.atomic(using=RECORDS):
        run = ImportRun.objects.using(RECORDS).select_for_update(no_key=True).get(key=key)
        if run.state != State.UNDOING:
            return run
        # Whoever works on one of these ideas waits here, and then finds it gone.
        locked = Idea.objects.using(RECORDS).select_for_update(of=("self",)).filter(import_rows__run=run).order_by("pk")
        ideas = list(locked.only("pk", "key", "registry_number"))
        if later := happened_later(run=run, using=RECORDS):
            return _refuse(run, later)
        _take_away(run=run, ideas=ideas, actor_id=actor_id)
        _empty(run)
        return run


def _refuse(run: ImportRun, later: dict[int, Text]) -> ImportRun:
    run.state, run.problem = State.DONE, str(SomethingHappened(later).reasons[0])
    run.save(update_fields=["state", "problem"])
    return run


def _take_away(*, run: ImportRun, ideas: list[Idea], actor_id: int | None) -> None:
    tombstone = Tombstone.objects.using(RECORDS).create(
        what="import",
        registry_numbers=[idea.registry_number for idea in ideas],
        rule=RULE,
        actor_id=actor_id,
        at=clock.now(),
    )
    undone = Event.objects.using(RECORDS).create(
        subject="importrun",
        subject_id=run.pk,
        kind="undone",
        actor_id=actor_id,
        at=clock.now(),
        data={"tombstone": tombstone.pk},
    )
    facts.withdraw_from_region([idea.key for idea in ideas], version=undone.pk, using=RECORDS)
    ImportRow.objects.using(RECORDS).filter(run=run).delete()
    for some in batched(ideas, AT_ONCE):
        _delete([idea.pk for idea in some])


def _delete(ideas: list[int]) -> None:
    """What the import wrote, by name: anything else that refers to these ideas makes the database refuse."""
    IdeaBearer.objects.using(RECORDS).filter(idea__in=ideas).delete()
    Message.objects.using(RECORDS).filter(idea__in=ideas).delete()
    Event.objects.using(RECORDS).filter(subject="idea", subject_id__in=ideas).delete()
    Idea.objects.using(RECORDS).filter(pk__in=ideas).delete()


def _empty(run: ImportRun) -> None:
    """The run's line stays, without content of the file."""
    stored_as = run.stored_as
    run.guess = {name: run.guess[name] for name in ("sha256", "rows", "columns") if name in run.guess}
    run.state, run.stored_as, run.finished_at = State.UNDONE, "", clock.now()
    run.save(update_fields=["guess", "state", "stored_as", "finished_at"])
    if stored_as:
        transaction.on_commit(lambda: default_storage.delete(stored_as), using=RECORDS)


def undone_by(*, run: ImportRun) -> tuple[Tombstone, Member | None] | None:
    """The tombstone of an undone run, and who undid it."""
    event = Event.objects.filter(subject="importrun", subject_id=run.pk, kind="undone").first()
    if event is None:
        return None
    actor = Member.objects.filter(pk=event.actor_id).first() if event.actor_id else None
    return Tombstone.objects.get(pk=event.data["tombstone"]), actor
