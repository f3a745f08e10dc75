"""What the region holds of the open pages, compared with them, and mended where they differ."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from shared.openly.models import GONE, OpenText
from shared.openly.receive import SENT, receive_texts
from sluss import clock
from sluss.outbox.models import OutboxEntry
from sluss.outbox.receivers import Sent
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from tenants.public_site.open_texts import everything
from tenants.reporting.comparing import Comparison, Expected, Known, held_against, looked_twice, one_snapshot

BATCH = 500
SAID = ("kind", "title", "text", "path", "shown_since")


def compare(municipality: Municipality) -> Comparison:
    """Compare a municipality's open pages with what the region holds of them."""
    return looked_twice(lambda: _look(municipality))


def mend(municipality: Municipality, found: Comparison) -> None:
    """Write what should be there. A row that has changed since the comparison is newer than it and stays as it is."""
    right = [Sent(key, found.expected[key].version, found.expected[key].payload) for key in found.wrong]
    with in_region(), transaction.atomic():
        for key in found.known.keys() & found.wrong:
            _row(municipality, key, found.known[key]).delete()
        for key in found.extra:
            _row(municipality, key, found.known[key]).update(**GONE, taken_at=clock.now())
        for start in range(0, len(right), BATCH):
            receive_texts(municipality, right[start : start + BATCH])


def _row(municipality: Municipality, key: str, known: Known) -> QuerySet[OpenText]:
    return OpenText.objects.filter(municipality=municipality, key=key, version=known.version)


def _look(municipality: Municipality) -> Comparison:
    with in_municipality(municipality), transaction.atomic():
        one_snapshot()
        expected = {str(one.key): Expected(one.version, one.payload) for one in everything()}
        waiting = list(OutboxEntry.objects.filter(kind=SENT).values_list("key", flat=True))
    with in_region():
        rows = OpenText.objects.filter(municipality=municipality).values("key", "version", "gone", *SAID)
        known = {str(row["key"]): Known(row["version"], row["gone"], _said(row)) for row in rows.iterator()}
    return held_against(expected=expected, waiting=waiting, known=known)


def _said(row: dict[str, object]) -> dict[str, object]:
    """As it stands in a payload."""
    return {name: value.isoformat() if isinstance(value := row[name], dt.datetime) else value for name in SAID}
