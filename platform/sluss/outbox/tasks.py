"""The relay as a job, woken at once, and the sweep that finds what no job came for."""

import logging

from sluss.jobs.tasks import every, municipal_task
from sluss.outbox.relay import relay
from sluss.registry.models import Municipality
from sluss.tenancy import each_municipality

log = logging.getLogger(__name__)


@municipal_task(name="outbox.bring")
def bring(municipality: Municipality) -> None:
    relay(municipality)


@every("* * * * *", name="outbox.sweep")
def sweep() -> None:
    """Bring what waits in any municipality. One that fails does not keep the others waiting."""
    for municipality in each_municipality():
        try:
            relay(municipality)
        except Exception:
            log.exception("The outbox of %s could not be brought to the region.", municipality.slug)
