"""Open texts as the region holds them."""

import uuid
from typing import Any

from shared.openly.index import keep_up
from shared.openly.models import OpenText
from shared.openly.receive import receive_texts
from sluss.outbox.receivers import Sent
from sluss.registry.models import Municipality
from sluss.tenancy import in_region


def said(title: str, **fields: Any) -> dict[str, Any]:
    """An idea's payload, shown since 1 October 2026 unless `fields` say else."""
    known = {"kind": "idea", "text": "", "path": f"/oppet/{uuid.uuid4()}/", "shown_since": "2026-10-01T10:00:00+00:00"}
    return {"title": title, **known, **fields}


def show(municipality: Municipality, *payloads: dict[str, Any]) -> list[uuid.UUID]:
    """Let the region know of texts, and its search too; their keys."""
    keys = [uuid.uuid4() for _ in payloads]
    with in_region():
        receive_texts(municipality, [Sent(str(key), 1, one) for key, one in zip(keys, payloads, strict=True)])
        keep_up()
    return keys


def held(**filters: Any) -> list[tuple[str, str]]:
    """Kind and title of what the region shows, by title."""
    with in_region():
        rows = OpenText.objects.filter(gone=False, **filters)
        return sorted(rows.values_list("kind", "title"), key=lambda row: row[1])
