"""The index of open texts is brought up to date as soon as one came, and by a sweep for those no job came for."""

from shared.openly.index import keep_up
from sluss.jobs.tasks import every, municipal_task
from sluss.registry.models import Municipality
from sluss.tenancy import in_region


@municipal_task(name="openly.keep_up")
def keep_up_soon(municipality: Municipality) -> None:
    with in_region():
        keep_up()


@every("* * * * *", name="openly.sweep")
def sweep() -> None:
    keep_up()
