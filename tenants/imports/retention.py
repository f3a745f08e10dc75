"""Files of imports are kept for as long as somebody may go on with them, and no longer: they hold what people wrote."""

import contextlib
import datetime as dt

from django.core.files.storage import default_storage
from django.db.models.functions import Coalesce

from sluss import clock
from sluss.workflow.transitions import NotPossible
from tenants.files.store import GRACE, folder
from tenants.imports.discard_run import DISCARDABLE, discard_run
from tenants.imports.models import ImportRun

KEPT = dt.timedelta(days=30)
State = ImportRun.State


def remove_old_files() -> int:
    """Thirty days after the last step: what nobody started goes altogether, and of what was imported the file. The
    report stays, and undoing needs no file. Stray files without a run go too. Returns how many files went."""
    idle = ImportRun.objects.annotate(last=Coalesce("finished_at", "created_at")).filter(last__lt=clock.now() - KEPT)
    gone = 0
    for run in idle.exclude(stored_as="").filter(state__in=(*DISCARDABLE, State.DONE)):
        _let_go(run)
        gone += 1
    return gone + _sweep()


def _let_go(run: ImportRun) -> None:
    if run.state in DISCARDABLE:
        with contextlib.suppress(NotPossible):
            discard_run(run=run)
            return
    default_storage.delete(run.stored_as)
    ImportRun.objects.filter(pk=run.pk).update(stored_as="")


def _sweep() -> int:
    """Files that no run names, left by a transaction that was rolled back; younger than a day they are left."""
    place, swept = f"{folder()}/imports", 0
    names: list[str] = []
    with contextlib.suppress(FileNotFoundError):
        names = list(default_storage.listdir(place)[1])
    for path in (f"{place}/{name}" for name in names):
        if clock.now() - default_storage.get_modified_time(path) < GRACE:
            continue
        if not ImportRun.objects.filter(stored_as=path).exists():
            default_storage.delete(path)
            swept += 1
    return swept
