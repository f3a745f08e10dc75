"""Jobs of the API."""

from sluss.jobs.tasks import every, municipal_task
from sluss.registry.models import Municipality
from tenants.api.once import forget_old_answers


@municipal_task(name="api.forget")
def forget(municipality: Municipality) -> None:
    forget_old_answers()


@every("41 * * * *", name="api.forget_everywhere")
def forget_everywhere() -> None:
    for municipality in Municipality.objects.ready():
        forget.defer(municipality)
