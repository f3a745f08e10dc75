"""Taking away a run that has registered nothing: the wrong file, or one that nobody wanted after all."""

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from sluss.workflow.transitions import NotPossible
from tenants.imports.models import ImportRun

State = ImportRun.State
DISCARDABLE = (State.UPLOADED, State.CHECKED, State.FAILED)


@transaction.atomic
def discard_run(*, run: ImportRun) -> None:
    """Delete the run, its report and its file. Raises NotPossible where it is at work or has registered ideas."""
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.state not in DISCARDABLE or locked.rows.filter(idea__isnull=False).exists():
        raise NotPossible(_("The import has registered ideas or is at work. Undo it instead when it has ended."))
    stored_as = locked.stored_as
    locked.delete()
    transaction.on_commit(lambda: default_storage.delete(stored_as))
