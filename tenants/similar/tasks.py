"""The sweep that keeps the index up to date."""

import logging

from sluss.jobs.tasks import every
from sluss.similar.tables.index import catch_up
from sluss.tenancy import each_municipality
from tenants.similar.kinds import all_kinds

log = logging.getLogger(__name__)


@every("* * * * *", name="similar.keep_up")
def keep_up() -> None:
    """Take in what came. A municipality that fails does not keep the others waiting."""
    for municipality in each_municipality():
        try:
            for kind in all_kinds():
                catch_up(kind)
        except Exception:
            log.exception("The search for what is alike could not be brought up to date in %s.", municipality.slug)
