"""When an analyst was here last. Days, not moments: facts know no more."""

import datetime as dt

from django.db import transaction

from shared.portfolio.models import OverviewVisit
from sluss import clock
from sluss.accounts.models import Account

FIRST_LOOK = dt.timedelta(days=30)


def note_visit(*, account: Account) -> dt.date | None:
    """Note that the account is here today; returns the last day before today that it was, None the first time."""
    today = clock.today()
    known = OverviewVisit.objects.filter(account=account).first()
    if known and known.latest_on >= today:
        return known.before_on
    return _write(account=account, today=today)


@transaction.atomic
def _write(*, account: Account, today: dt.date) -> dt.date | None:
    visit, _ = OverviewVisit.objects.select_for_update(no_key=True).get_or_create(
        account=account, defaults={"latest_on": today}
    )
    if visit.latest_on < today:
        visit.before_on, visit.latest_on = visit.latest_on, today
        visit.save(update_fields=["before_on", "latest_on"])
    return visit.before_on
