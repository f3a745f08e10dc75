"""What the worker finds here: the job that applies messages, and the sweep for those no job came for."""

from sluss.jobs.tasks import every
from sluss.registry.models import Municipality
from sluss.tenancy.models import RegionalMessage
from tenants.reporting import notices
from tenants.reporting.inbound import apply

__all__ = ["apply", "notices", "sweep"]


@every("*/10 * * * *", name="reporting.sweep_messages")
def sweep() -> None:
    """Messages are older than their job only where it was given up, as after a long outage."""
    waiting = RegionalMessage.objects.filter(state=RegionalMessage.State.WAITING).values("municipality_id")
    for municipality in Municipality.objects.ready().filter(pk__in=waiting):
        apply.defer(municipality)
