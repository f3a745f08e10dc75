"""Jobs of sign-in. They belong to no municipality: accounts lie in the region."""

from procrastinate.contrib.django import app

from sluss.accounts.reset_password import write_letter
from sluss.jobs.municipal import RETRY
from sluss.tenancy.scope import work_starts_in_region


@app.task(name="accounts.write_reset_letter", retry=RETRY)
def write_reset_letter(*, account: str, site: str, language: str) -> None:
    with work_starts_in_region():
        write_letter(account=account, site=site, language=language)
