"""An idea with all that its pages show of other tables, by one statement written by hand: every page about an idea
begins with it."""

from typing import cast

from django.db import connection

from sluss.tenancy.rows import Asked, columns_of, from_joined
from tenants.ideas.models import Idea
from tenants.organisation.models import Authority, RetentionRule, Unit
from tenants.people.models import Member
from tenants.pipeline.models import Gate, Stage

TABLES = {
    "i": Idea,
    "stage": Stage,
    "gate": Gate,
    "target": Stage,
    "authority": Authority,
    "rule": RetentionRule,
    "unit": Unit,
    "coach": Member,
}
WHOLE = f"""
SELECT {", ".join(columns_of(model, name) for name, model in TABLES.items())}
FROM {Idea._meta.db_table} i
LEFT JOIN {Stage._meta.db_table} stage ON stage.id = i.stage_id
LEFT JOIN {Gate._meta.db_table} gate ON gate.source_id = stage.id
LEFT JOIN {Stage._meta.db_table} target ON target.id = gate.target_id
LEFT JOIN {Authority._meta.db_table} authority ON authority.id = i.authority_id
LEFT JOIN {RetentionRule._meta.db_table} rule ON rule.id = i.retention_rule_id
LEFT JOIN {Unit._meta.db_table} unit ON unit.id = i.unit_id
LEFT JOIN {Member._meta.db_table} coach ON coach.id = i.coach_id
WHERE i.id = %s AND i.id IN """  # noqa: S608 (constants of this file)


def whole_idea(pk: int, *, among: Asked) -> Idea | None:
    """The idea with its stage, the gate out of it and where that leads, its authority, retention rule, unit and coach.

    None where `among`, a statement that gives keys, does not give its key.
    """
    keys, given = among
    with connection.cursor() as cursor:
        cursor.execute(f"{WHOLE}({keys})", [pk, *given])
        found = cursor.fetchone()
    if found is None:
        return None
    idea, stage, gate, target, *others = from_joined([*TABLES.values()], found)
    if gate is not None:
        gate.source, gate.target = stage, target
    idea.stage = stage
    idea.authority, idea.retention_rule, idea.unit, idea.coach = others
    return cast("Idea", idea)
