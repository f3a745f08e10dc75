"""The stretches of the ideas' ways, counted where they lie: which chamber, from when to when, promised for which day.

The same reading of the events as tenants.ideas.stays, by chamber instead of phase and for all ideas at once.
"""

from dataclasses import replace
from typing import Any

from django.db import connection

from sluss.workflow.models import Event
from tenants.followup.scope import Scope
from tenants.ideas.models import Idea
from tenants.pipeline.models import Gate, InnovationModel, Stage

# An idea taken in from the inbox entered the first chamber of the version in use then. One that waits stays in its
# chamber: `run` counts the chambers it has come to, and all stretches of a run share the chamber that began it.
STAYS = """
WITH opening AS (
    SELECT DISTINCT ON (m.id) s.id AS stage, m.version, m.published_at
    FROM {stages} s JOIN {models} m ON m.id = s.model_id ORDER BY m.id, s.position
), told AS (
    SELECT e.subject_id AS idea, e.id, e.kind, e.at, e.data,
           COALESCE(e.data->>'to', CASE WHEN e.kind = 'received' THEN 'inbox' ELSE 'active' END) AS status,
           CASE WHEN e.data ? 'moved_to' THEN (e.data->>'moved_to')::bigint
                WHEN e.data->>'to' = 'active' AND e.data ? 'gate' THEN g.target_id
                WHEN e.data ? 'stage' THEN (e.data->>'stage')::bigint
                WHEN e.data->>'to' = 'active' THEN COALESCE(
                    (SELECT o.stage FROM opening o WHERE o.published_at <= e.at ORDER BY o.version DESC LIMIT 1),
                    (SELECT o.stage FROM opening o ORDER BY o.version LIMIT 1)) END AS stage
    FROM {events} e LEFT JOIN {gates} g ON g.id = (e.data->>'gate')::bigint
    WHERE e.subject = 'idea' AND (e.kind = 'received' OR e.data ? 'to' OR e.data ? 'moved_to')
      AND e.subject_id IN ({chosen})
), stretch AS (
    SELECT idea, id, kind, status, stage,
           (at AT TIME ZONE 'Europe/Stockholm')::date AS entered_on,
           (LEAD(at) OVER way AT TIME ZONE 'Europe/Stockholm')::date AS left_on,
           LEAD(kind) OVER way AS left_by,
           (LEAD(data->>'promised_on') OVER way)::date AS promised_then,
           COUNT(stage) OVER way AS run
    FROM told WINDOW way AS (PARTITION BY idea ORDER BY id)
), stay AS (
    SELECT t.idea, t.kind, t.status, t.entered_on, t.left_on,
           CASE WHEN t.left_on IS NULL THEN i.promised_on ELSE t.promised_then END AS promised_on,
           MAX(t.stage) OVER (PARTITION BY t.idea, t.run) AS stage
    FROM stretch t JOIN {ideas} i ON i.id = t.idea
    WHERE t.left_by IS DISTINCT FROM 'answer_withdrawn'
)
"""
LINE = "COALESCE(s.lineage, s.id)"
TABLES = {"stages": Stage, "models": InnovationModel, "gates": Gate, "events": Event, "ideas": Idea}


def ask(statement: str, *values: Any, scope: Scope, received: bool = False) -> list[tuple[Any, ...]]:
    """The rows of a statement that reads from `stay`, of the ideas `received` in the scope's period; otherwise of all
    that came at any time, in whatever chamber they are now. `statement` may name {stages} and {ideas}."""
    ideas = scope.received() if received else replace(scope, stages=None).ideas()
    chosen, chosen_values = ideas.values("pk").query.sql_with_params()
    names = {name: model._meta.db_table for name, model in TABLES.items()}
    with connection.cursor() as cursor:
        cursor.execute((STAYS + statement).format(chosen=chosen, **names), [*chosen_values, *values])
        return list(cursor.fetchall())


def in_chambers(scope: Scope) -> tuple[str, list[Any]]:
    """The condition that keeps to the stretches in the chambers asked for, with its values."""
    return ("TRUE", []) if scope.stages is None else ("stay.stage = ANY(%s)", [list(scope.stages)])
