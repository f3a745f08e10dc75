"""What the region should know of a municipality's ideas, compared with what it knows, and mended where they differ."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Max

from shared.portfolio.models import GONE_FACT, IdeaFact, PhaseStay
from shared.portfolio.receive import receive_facts
from shared.portfolio.stamp import stamp
from sluss.outbox.models import OutboxEntry
from sluss.outbox.receivers import Sent
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.workflow.models import Event
from tenants.ideas.facts import KIND, facts_of
from tenants.ideas.models import Idea
from tenants.reporting.comparing import Comparison, Expected, Known, held_against, looked_twice, one_snapshot

BATCH = 500
SAID = (
    *("phase", "furthest_phase", "status", "source"),
    *("received_on", "entered_phase_on", "promised_on", "answered_on"),
)
STAYED = ("phase", "entered_on", "left_on", "promised_on")


def compare(municipality: Municipality) -> Comparison:
    """Compare a municipality with the region."""
    return looked_twice(lambda: _look(municipality))


def mend(municipality: Municipality, found: Comparison) -> None:
    """Write what should be there. A row that has changed since the comparison is newer than it and stays as it is."""
    right = [Sent(key, found.expected[key].version, found.expected[key].payload) for key in found.wrong]
    with in_region(), transaction.atomic():
        stamp(municipality)
        for key in found.known.keys() & found.wrong:
            _row(municipality, key, found.known[key]).delete()
        for key in found.extra:
            row = _row(municipality, key, found.known[key])
            PhaseStay.objects.filter(fact__in=row).delete()
            row.update(**GONE_FACT)
        for start in range(0, len(right), BATCH):
            receive_facts(municipality, right[start : start + BATCH])


def _row(municipality: Municipality, key: str, known: Known) -> Any:
    return IdeaFact.objects.filter(municipality=municipality, idea_key=key, version=known.version)


def _look(municipality: Municipality) -> Comparison:
    with in_municipality(municipality):
        expected, waiting = _own_side()
    with in_region():
        known = _region_side(municipality)
    return held_against(expected=expected, waiting=waiting, known=known)


def _own_side() -> tuple[dict[str, Expected], list[str]]:
    """Facts by key, and the keys of the entries that wait in the outbox, all at one instant."""
    with transaction.atomic():
        one_snapshot()
        expected = {str(idea.key): fact for batch in _ideas() for idea, fact in _expected(batch)}
        waiting = list(OutboxEntry.objects.filter(kind=KIND).values_list("key", flat=True))
    return expected, waiting


def _ideas() -> Iterator[list[Idea]]:
    after = 0
    while batch := list(Idea.objects.filter(pk__gt=after).order_by("pk")[:BATCH]):
        yield batch
        after = batch[-1].pk


def _expected(ideas: list[Idea]) -> list[tuple[Idea, Expected]]:
    of_ideas = Event.objects.filter(subject="idea", subject_id__in=[idea.pk for idea in ideas])
    versions = dict(
        of_ideas.order_by().values("subject_id").annotate(newest=Max("id")).values_list("subject_id", "newest")
    )
    facts = facts_of(ideas)
    return [(idea, Expected(versions.get(idea.pk, 0), fact)) for idea, fact in zip(ideas, facts, strict=True)]


def _region_side(municipality: Municipality) -> dict[str, Known]:
    stays = _stays(municipality)
    rows = IdeaFact.objects.filter(municipality=municipality).values("pk", "idea_key", "version", "gone", *SAID)
    return {
        str(row["idea_key"]): Known(
            row["version"], row["gone"], {**_said(row, SAID), "stays": stays.get(row["pk"], [])}
        )
        for row in rows.iterator()
    }


def _stays(municipality: Municipality) -> dict[int, list[dict[str, Any]]]:
    """What the region knows of each idea's way, in the order of the stretches."""
    found: dict[int, list[dict[str, Any]]] = {}
    rows = PhaseStay.objects.filter(fact__municipality=municipality).order_by("number").values("fact_id", *STAYED)
    for row in rows.iterator():
        found.setdefault(row["fact_id"], []).append(_said(row, STAYED))
    return found


def _said(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """As it stands in a payload."""
    return {name: row[name].isoformat() if isinstance(row[name], dt.date) else row[name] for name in names}
