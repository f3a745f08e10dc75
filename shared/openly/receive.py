"""Takes open texts from the municipalities' outboxes. Twice or out of order: the newest version stays."""

import json

from django.db import connection

from shared.openly.models import GONE, OpenText
from shared.openly.tasks import keep_up_soon
from sluss import clock
from sluss.outbox.receivers import Sent, receives
from sluss.registry.models import Municipality

SENT = "open_text"
TYPES = {
    "key": "uuid",
    "version": "bigint",
    "gone": "boolean",
    "kind": "text",
    "title": "text",
    "text": "text",
    "path": "text",
    "shown_since": "timestamptz",
    "taken_at": "timestamptz",
}
TABLE = OpenText._meta.db_table
COLUMNS = ", ".join(TYPES)
TYPED = ", ".join(f"{name} {kind}" for name, kind in TYPES.items())
TAKEN = ", ".join(f"{name} = EXCLUDED.{name}" for name in ("id", *TYPES))
# EXCLUDED values only: on a cluster nothing else may be computed in the update. The number is among them: each change
# gets one of its own, greater than those before.
UPSERT = f"""
INSERT INTO {TABLE} (municipality_id, {COLUMNS})
SELECT %s, {COLUMNS} FROM jsonb_to_recordset(%s::jsonb) AS sent({TYPED})
ON CONFLICT (municipality_id, key) DO UPDATE SET {TAKEN}
WHERE {TABLE}.version < EXCLUDED.version
"""  # noqa: S608 (constants of this file)


@receives(SENT)
def receive_texts(municipality: Municipality, sent: list[Sent]) -> None:
    """Upsert texts; a payload `{"gone": true}` leaves nothing but the key and version. Runs in a transaction."""
    now = clock.now().isoformat()
    rows = [_row(entry) | {"taken_at": now} for entry in sent]
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [municipality.pk, json.dumps(rows)])
    keep_up_soon.defer_once(municipality)


def _row(entry: Sent) -> dict[str, object]:
    said = GONE if entry.payload.get("gone") else {"gone": False, **entry.payload}
    return {**said, "key": entry.key, "version": entry.version}
