"""Facts as the region knows them."""

import datetime as dt
import uuid
from typing import Any

from shared.portfolio.models import IdeaFact, PhaseStay
from shared.portfolio.stamp import stamp
from sluss.registry.models import Municipality
from sluss.tenancy import in_region


def fact(municipality: Municipality, **fields: Any) -> IdeaFact:
    """An unsaved fact: an idea of an employee in the inbox, received on 1 October 2026, unless `fields` say else."""
    known: dict[str, Any] = {
        "municipality": municipality,
        "idea_key": uuid.uuid4(),
        "version": 1,
        "phase": "capture",
        "furthest_phase": fields.get("phase", "capture"),
        "status": "active" if "phase" in fields else "inbox",
        "source": "employee",
        "received_on": dt.date(2026, 10, 1),
        "entered_phase_on": dt.date(2026, 10, 1),
    }
    return IdeaFact(**known | fields)


def make_facts(*facts: IdeaFact) -> list[IdeaFact]:
    with in_region():
        for municipality in {fact.municipality for fact in facts}:
            stamp(municipality)
        return IdeaFact.objects.bulk_create(facts)


def known_facts(**filters: Any) -> list[tuple[str, int, str]]:
    """Key, version and phase of what the region knows, by key."""
    with in_region():
        rows = IdeaFact.objects.filter(**filters).order_by("idea_key").values_list("idea_key", "version", "phase")
        return [(str(key), version, phase) for key, version, phase in rows]


def make_way(known: IdeaFact, *stays: tuple[str, dt.date, dt.date | None, dt.date | None]) -> None:
    """The stretches of a fact's way: phase, entered, left, promised."""
    with in_region():
        PhaseStay.objects.bulk_create(
            PhaseStay(fact=known, number=number, phase=phase, entered_on=entered, left_on=left, promised_on=promised)
            for number, (phase, entered, left, promised) in enumerate(stays, start=1)
        )
