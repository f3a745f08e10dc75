"""What has been counted is kept until something happens."""

from collections.abc import Callable
from typing import Any

from django.db import connection

from sluss.web.counted import kept_while
from sluss.workflow.models import Event
from tenants.benefits.models import Benefit, Measurement
from tenants.followup.scope import Scope
from tenants.followup.tables import Section
from tenants.ideas.models import Idea
from tenants.learnings.models import Learning
from tenants.organisation.models import Unit
from tenants.pipeline.models import InnovationModel
from tenants.trials.models import Effort

KEPT_SECONDS = 120  # what is no event, such as a unit's name, may be as old as this
LATEST = (Event, Idea, Effort, Measurement, Learning)
# Rows that change where they stand, with what changes in them.
CHANGED = (
    (Benefit, "COALESCE(SUM(revision), 0) + COALESCE(MAX(id), 0)"),
    (Unit, "COALESCE(SUM(employees), 0) + COUNT(*)"),
    (InnovationModel, "COALESCE(MAX(version) FILTER (WHERE in_use), 0)"),
)


def kept(code: str, scope: Scope, *, short: bool, make: Callable[[], Section]) -> Section:
    """`make()`, or what it gave last time for the same part, scope, language, day and facts."""
    return kept_while("followup", code, short, scope, _stamp(), seconds=KEPT_SECONDS, make=make)


def _stamp() -> tuple[Any, ...]:
    """Differs whenever something was registered, happened, was noted or measured. One statement, by index."""
    asked = [f"(SELECT MAX(id) FROM {model._meta.db_table})" for model in LATEST]  # noqa: S608  # names of tables
    asked += [f"(SELECT {what} FROM {model._meta.db_table})" for model, what in CHANGED]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(asked))
        return tuple(cursor.fetchone() or ())
