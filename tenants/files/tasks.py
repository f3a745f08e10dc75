"""Jobs of the file store."""

from sluss.jobs.tasks import every, municipal_task
from sluss.registry.models import Municipality
from tenants.files.store import sweep


@municipal_task(name="files.sweep")
def sweep_files(municipality: Municipality) -> None:
    sweep()


@every("41 2 * * *", name="files.sweep_all")
def sweep_everywhere() -> None:
    for municipality in Municipality.objects.ready():
        sweep_files.defer(municipality)
