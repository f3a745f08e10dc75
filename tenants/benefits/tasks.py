"""Jobs of the benefits."""

from sluss.jobs.tasks import every, municipal_task
from sluss.registry.models import Municipality
from tenants.benefits.remind import remind


@municipal_task(name="benefits.remind")
def remind_of_values(municipality: Municipality) -> None:
    remind()


@every("23 5 * * 1-5", name="benefits.remind_everywhere")
def remind_everywhere() -> None:
    for municipality in Municipality.objects.ready():
        remind_of_values.defer(municipality)
