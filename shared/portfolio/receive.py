"""Takes facts from the municipalities' outboxes. Twice or out of order: the newest version stays."""

import json
import uuid

from django.db import connection

from shared.portfolio.models import IdeaFact, PhaseStay
from shared.portfolio.stamp import stamp
from sluss.outbox.receivers import Sent, receives
from sluss.registry.models import Municipality

TYPES = {
    "idea_key": "uuid",
    "version": "bigint",
    "gone": "boolean",
    "phase": "text",
    "furthest_phase": "text",
    "status": "text",
    "source": "text",
    "received_on": "date",
    "entered_phase_on": "date",
    "promised_on": "date",
    "answered_on": "date",
}
NOTHING = {"gone": False, "phase": "", "furthest_phase": "", "status": "", "source": ""}
TABLE = IdeaFact._meta.db_table
BATCH = 1000
COLUMNS = ", ".join(TYPES)
TYPED = ", ".join(f"{name} {kind}" for name, kind in TYPES.items())
TAKEN = ", ".join(f"{name} = EXCLUDED.{name}" for name in TYPES)
# EXCLUDED values only: on a cluster nothing else may be computed in the update.
UPSERT = f"""
INSERT INTO {TABLE} (municipality_id, {COLUMNS})
SELECT %s, {COLUMNS} FROM jsonb_to_recordset(%s::jsonb) AS sent({TYPED})
ON CONFLICT (municipality_id, idea_key) DO UPDATE SET {TAKEN}
WHERE {TABLE}.version < EXCLUDED.version
RETURNING idea_key, id
"""  # noqa: S608 (constants of this file)


@receives("idea_fact")
def receive_facts(municipality: Municipality, sent: list[Sent]) -> None:
    """Upsert facts; a payload `{"gone": true}` leaves nothing but the idea's key and version.

    Runs in a transaction. The stays of an idea are replaced with its fact, and only where that was newer.
    """
    rows = [{**NOTHING, **entry.payload, "idea_key": entry.key, "version": entry.version} for entry in sent]
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [municipality.pk, json.dumps(rows)])
        taken: dict[uuid.UUID, int] = dict(cursor.fetchall())
    if taken:
        stamp(municipality)
    PhaseStay.objects.filter(fact_id__in=taken.values()).delete()
    stays = [
        PhaseStay(fact_id=taken[key], number=number, **stay)
        for entry in sent
        if (key := uuid.UUID(entry.key)) in taken
        for number, stay in enumerate(entry.payload.get("stays", ()), start=1)
    ]
    PhaseStay.objects.bulk_create(stays, batch_size=BATCH)
