"""The ceilings of a trial in time and money: told to its people once when one is passed, and always shown."""

from django.db import transaction

from sluss import clock
from tenants.trials.models import UNDER_WAY, Trial
from tenants.trials.spend import spent_on_trials
from tenants.trials.tell import tell_people


@transaction.atomic
def tell_of_passed_ceilings(*, only: Trial | None = None) -> int:
    """Look at every trial that is under way, or one, and tell leader and receiving owner of what has been passed since
    the last look; returns how many ceilings. Three statements and those of the letters."""
    trials = Trial.objects.filter(status__in=UNDER_WAY)
    if only is not None:
        trials = trials.filter(pk=only.pk)
    rows = trials.select_for_update(no_key=True, of=("self",)).select_related("idea", "leader", "receiving_owner")
    found = list(rows.order_by("pk"))
    spent = spent_on_trials(found)
    return sum(_tell(trial, spent.get(trial.pk, 0)) for trial in found)


def _tell(trial: Trial, spent: int) -> int:
    """`spent` in kronor."""
    passed = []
    if trial.is_over_time and trial.time_told_at is None:
        passed.append("time_told_at")
    if trial.money is not None and spent > trial.money and trial.money_told_at is None:
        passed.append("money_told_at")
    for name in passed:
        setattr(trial, name, clock.now())
        tell_people(trial, template="trials/ceiling", over_time=name == "time_told_at", spent=spent)
    if passed:
        trial.save(update_fields=passed)
    return len(passed)
