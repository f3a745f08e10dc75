"""The long parts of an import as jobs. What fails is told on the run; what the database's absence stops is retried."""

import logging
import uuid
from collections.abc import Callable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from sluss import clock
from sluss.jobs.tasks import every, municipal_task
from sluss.registry.models import Municipality
from sluss.web.outage import is_gone
from tenants.imports.check_run import check_run
from tenants.imports.models import ImportRun
from tenants.imports.reading.messages import say
from tenants.imports.reading.notices import Refused
from tenants.imports.retention import remove_old_files
from tenants.imports.run_import import run_import
from tenants.imports.undo_import import undo_import

log = logging.getLogger(__name__)
State = ImportRun.State


@municipal_task(name="imports.check")
def check(municipality: Municipality, *, key: str) -> None:
    _told_on_run(key, lambda run: check_run(run=run), while_in=State.CHECKING)


@municipal_task(name="imports.run")
def run(municipality: Municipality, *, key: str) -> None:
    _told_on_run(key, lambda run: run_import(run=run), while_in=State.RUNNING)


@municipal_task(name="imports.undo", queue="records")
def undo(municipality: Municipality, *, key: str, actor: int) -> None:
    undo_import(municipality=municipality, key=uuid.UUID(key), actor_id=actor)


@municipal_task(name="imports.remove_old_files")
def remove_files(municipality: Municipality) -> None:
    remove_old_files()


@every("51 2 * * *", name="imports.remove_old_files_everywhere")
def remove_files_everywhere() -> None:
    for municipality in Municipality.objects.ready():
        remove_files.defer(municipality)


def _told_on_run(key: str, work: Callable[[ImportRun], ImportRun], *, while_in: State) -> None:
    """Do the work on the run, if it is still there to be done."""
    run = ImportRun.objects.filter(key=key, state=while_in).select_related("started_by").first()
    if run is None:
        return
    try:
        work(run)
    except Exception as error:
        if is_gone(error):
            raise
        log.exception("Import %s failed.", key)
        ImportRun.objects.filter(pk=run.pk, state=while_in).update(
            state=State.FAILED, problem=_problem(error), finished_at=clock.now()
        )


def _problem(error: Exception) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        if isinstance(error, Refused):
            return " ".join(say(notice=notice) for notice in error.notices)[:300]
        if isinstance(error, FileNotFoundError):
            return _("The file is gone from the store. Upload it again.")
        return _("Something went wrong on our side. What was done before it is kept; you can go on or undo the import.")
