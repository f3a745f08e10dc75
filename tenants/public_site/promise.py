"""The service promise and how it was kept: how long it really took before people had an answer."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from sluss import clock
from sluss.workflow.models import Event
from tenants.ideas.models import Idea
from tenants.ideas.transitions import INBOX
from tenants.pipeline.models import InnovationModel

DAYS = 365
# A median of fewer says more about chance.
FEWEST = 5
# The first answer is the first outcome of the inbox; what an import brought was never promised anything.
ANSWERED = f"""
WITH answered AS (
    SELECT i.id, MIN(e.at) - i.received_at AS took
    FROM {Idea._meta.db_table} i JOIN {Event._meta.db_table} e
        ON e.subject = 'idea' AND e.subject_id = i.id AND e.kind = ANY(%s)
    WHERE i.received_at >= %s AND i.source <> 'import'
    GROUP BY i.id, i.received_at
)
SELECT COUNT(*), EXTRACT(EPOCH FROM PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY took)) / 86400 FROM answered
"""  # noqa: S608 (constants of this file)


@dataclass(frozen=True)
class Promise:
    """`promised` in working days, `median` in days of 24 hours; None where too few were answered to tell."""

    promised: int
    answered: int
    median: float | None


def promise() -> Promise:
    """Of what came in within the last 365 days. Two queries."""
    promised = InnovationModel.objects.values_list("inbox_promise_days", flat=True).get(in_use=True)
    since = clock.now() - dt.timedelta(days=DAYS)
    with connection.cursor() as cursor:
        cursor.execute(ANSWERED, [[way.transition.name for way in INBOX.values()], since])
        number, median = cursor.fetchone()
    return Promise(promised, number, round(float(median), 1) if number >= FEWEST else None)
