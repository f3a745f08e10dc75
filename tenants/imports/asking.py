"""Asking the worker for the long parts: each change of state defers its job in the same transaction."""

from django.db import transaction
from django.utils.translation import gettext as _

from sluss.workflow.transitions import NotPossible
from tenants.imports import tasks
from tenants.imports.models import ImportRun
from tenants.imports.run_import import start_run
from tenants.imports.undo_import import ask_undo
from tenants.people.models import Member

State = ImportRun.State
CHECKABLE = (State.UPLOADED, State.CHECKED, State.FAILED)


@transaction.atomic
def ask_for_check(*, run: ImportRun) -> None:
    """Raises NotPossible where the run is at work or has registered ideas."""
    locked = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if locked.state not in CHECKABLE or locked.rows.filter(idea__isnull=False).exists():
        raise NotPossible(_("The import has begun, so its columns stay as they are."))
    locked.state, locked.problem = State.CHECKING, ""
    locked.save(update_fields=["state", "problem"])
    tasks.check.defer(key=run.key)


@transaction.atomic
def ask_for_run(*, run: ImportRun, actor: Member) -> None:
    """Start a checked run, or wake one that stands still: two workers on one import take turns. Raises NotPossible."""
    if run.state != State.RUNNING:
        start_run(run=run, actor=actor)
    tasks.run.defer(key=run.key)


@transaction.atomic
def ask_for_undo(*, run: ImportRun, actor: Member) -> None:
    """Raises SomethingHappened or NotPossible, with nothing changed."""
    ask_undo(run=run)
    tasks.undo.defer(key=run.key, actor=actor.pk)
