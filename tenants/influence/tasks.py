"""Jobs of residents' influence."""

from sluss.jobs.tasks import every, municipal_task
from sluss.registry.models import Municipality
from tenants.influence.forget import forget_those_whose_time_is_over
from tenants.influence.mailing import write_batch
from tenants.influence.models import Mailing
from tenants.influence.reminders import remind_of_tomorrow, remind_owners


@municipal_task(name="influence.send_letters")
def send_letters(municipality: Municipality, *, mailing: int) -> None:
    """Batch by batch, each in its own transaction: killed at any point it goes on where it stopped."""
    going = Mailing.objects.get(pk=mailing)
    while going.ended_at is None:
        going = write_batch(going)


@municipal_task(name="influence.daily")
def daily(municipality: Municipality) -> None:
    remind_of_tomorrow()
    remind_owners()
    forget_those_whose_time_is_over()


@every("50 6 * * *", name="influence.daily_everywhere")
def daily_everywhere() -> None:
    for municipality in Municipality.objects.ready():
        daily.defer(municipality)
