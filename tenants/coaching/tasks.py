"""Jobs of coaching."""

from sluss.jobs.tasks import every, municipal_task
from sluss.registry.models import Municipality
from tenants.coaching.guests import end_guests_whose_day_has_passed
from tenants.coaching.reminders import remind_of_next_steps


@municipal_task(name="coaching.daily")
def daily(municipality: Municipality) -> None:
    remind_of_next_steps()
    end_guests_whose_day_has_passed()


@every("35 4 * * *", name="coaching.daily_everywhere")
def daily_everywhere() -> None:
    for municipality in Municipality.objects.ready():
        daily.defer(municipality)
