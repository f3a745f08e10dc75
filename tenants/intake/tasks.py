"""Jobs of the intake."""

from sluss.jobs.tasks import every, municipal_task
from sluss.registry.models import Municipality
from tenants.intake.drafts import forget_unclaimed


@municipal_task(name="intake.forget_drafts")
def forget_drafts(municipality: Municipality) -> None:
    forget_unclaimed()


@every("11 2 * * *", name="intake.forget_drafts_everywhere")
def forget_drafts_everywhere() -> None:
    for municipality in Municipality.objects.ready():
        forget_drafts.defer(municipality)
