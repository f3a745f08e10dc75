"""Jobs of the challenges: their days, and letters to many."""

from sluss.jobs.tasks import every, municipal_task
from sluss.registry.models import Municipality
from tenants.challenges.change_status import open_and_close_by_date
from tenants.challenges.invite import invite_batch
from tenants.challenges.models import Mailing
from tenants.challenges.tell_back import tell_batch

BATCHES = {Mailing.Kind.INVITATION: invite_batch, Mailing.Kind.REPORT: tell_batch}


@municipal_task(name="challenges.send_letters")
def send_letters(municipality: Municipality, *, mailing: int) -> None:
    """Batch by batch, each in its own transaction: killed at any point it goes on where it stopped."""
    going = Mailing.objects.get(pk=mailing)
    write = BATCHES[Mailing.Kind(going.kind)]
    while going.ended_at is None:
        going = write(going)


@municipal_task(name="challenges.by_date")
def by_date(municipality: Municipality) -> None:
    open_and_close_by_date()


@every("4 * * * *", name="challenges.by_date_everywhere")
def by_date_everywhere() -> None:
    """Hourly, as the municipalities' midnight is no fixed hour of UTC."""
    for municipality in Municipality.objects.ready():
        by_date.defer(municipality)
