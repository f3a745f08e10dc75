"""How long ideas stayed in each phase, against what was promised. One query; days are calendar days."""

from dataclasses import dataclass

from django.db import connection

from shared.portfolio.models import PhaseStay
from shared.portfolio.scope import Scope
from sluss.workflow.phases import ORDER

# An idea that came back to a phase, or waited there, has been there for all its stretches together.
QUARTILES = """
WITH passed AS (
    SELECT phase, SUM(left_on - entered_on) AS days, SUM(promised_on - entered_on) AS promised
    FROM {stays} WHERE fact_id IN ({facts})
    GROUP BY fact_id, phase HAVING BOOL_AND(left_on IS NOT NULL)
)
SELECT phase, COUNT(*), PERCENTILE_CONT(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY days),
       PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY promised)
FROM passed GROUP BY phase
"""


@dataclass(frozen=True)
class Passage:
    """A phase: how many have left it, the quartiles of their days there, and the median of the days promised."""

    phase: str
    number: int = 0
    low: float = 0
    median: float = 0
    high: float = 0
    promised: float | None = None


def passages(*, scope: Scope) -> list[Passage]:
    """Every phase, in order. Ideas that are still in a phase are not counted in it."""
    facts, values = scope.facts().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(QUARTILES.format(stays=PhaseStay._meta.db_table, facts=facts), values)
        found = {
            phase: Passage(phase, number, low, median, high, promised)
            for phase, number, (low, median, high), promised in cursor.fetchall()
        }
    return [found.get(phase, Passage(phase)) for phase in ORDER]
