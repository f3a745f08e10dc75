"""Jobs of sign-in. They belong to no municipality: accounts lie in the region."""

from procrastinate.contrib.django import app

from sluss import clock
from sluss.accounts.models import Session
from sluss.accounts.reset_password import write_letter
from sluss.jobs.municipal import RETRY
from sluss.jobs.periodic import every
from sluss.tenancy.scope import work_starts_in_region


@app.task(name="accounts.write_reset_letter", retry=RETRY)
def write_reset_letter(*, account: str, site: str, language: str) -> None:
    with work_starts_in_region():
        write_letter(account=account, site=site, language=language)


@every("29 2 * * *", name="accounts.forget_sessions")
def forget_sessions() -> None:
    """Sessions that are over open nothing any more, and still say who was here when."""
    Session.objects.filter(expire_date__lt=clock.now()).delete()
