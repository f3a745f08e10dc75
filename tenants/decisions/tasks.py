"""Jobs of the gates: registering together, and telling of promises that have passed."""

import uuid

from sluss.jobs.tasks import every, municipal_task
from sluss.registry.models import Municipality
from tenants.decisions.escalate import escalate_passed_promises
from tenants.decisions.publish_together import run_publication


@municipal_task(name="decisions.publish")
def publish(municipality: Municipality, *, key: str) -> None:
    run_publication(uuid.UUID(key))


@municipal_task(name="decisions.escalate")
def escalate(municipality: Municipality) -> None:
    escalate_passed_promises()


@every("17 5 * * *", name="decisions.escalate_everywhere")
def escalate_everywhere() -> None:
    for municipality in Municipality.objects.ready():
        escalate.defer(municipality)
