"""Jobs of the open pages."""

from sluss.jobs.tasks import every, municipal_task
from sluss.registry.models import Municipality
from tenants.public_site.support import forget_unconfirmed


@municipal_task(name="public_site.forget_unconfirmed")
def forget_unconfirmed_support(municipality: Municipality) -> None:
    forget_unconfirmed()


@every("23 2 * * *", name="public_site.forget_all_unconfirmed")
def forget_everywhere() -> None:
    for municipality in Municipality.objects.ready():
        forget_unconfirmed_support.defer(municipality)
