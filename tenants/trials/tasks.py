"""Jobs of trials."""

from sluss.jobs.tasks import every, municipal_task
from sluss.registry.models import Municipality
from tenants.trials.ceilings import tell_of_passed_ceilings
from tenants.trials.clear import pause_where_clearance_ran_out
from tenants.trials.leave import pause_where_the_idea_left
from tenants.trials.receive import tell_newly_named


@municipal_task(name="trials.daily")
def daily(municipality: Municipality) -> None:
    pause_where_clearance_ran_out()
    pause_where_the_idea_left()
    tell_of_passed_ceilings()


@municipal_task(name="trials.tell_newly_named")
def tell_named(municipality: Municipality) -> None:
    tell_newly_named()
    pause_where_the_idea_left()


@every("50 3 * * *", name="trials.daily_everywhere")
def daily_everywhere() -> None:
    for municipality in Municipality.objects.ready():
        daily.defer(municipality)


@every("20 * * * *", name="trials.tell_newly_named_everywhere")
def tell_named_everywhere() -> None:
    for municipality in Municipality.objects.ready():
        tell_named.defer(municipality)
