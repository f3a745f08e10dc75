"""What the region is told of an idea: where it stands, under an opaque key. Never a text, never a person."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from sluss.clock import STOCKHOLM
from sluss.outbox.sending import Entry, send_many
from sluss.workflow.models import Event
from sluss.workflow.phases import Phase
from tenants.ideas.models import Idea, Status
from tenants.pipeline.models import Stage

KIND = "idea_fact"
GONE: dict[str, Any] = {"gone": True}
BEFORE_ANSWER = (Status.INBOX, Status.ASKED)


def fact_of(idea: Idea) -> dict[str, Any]:
    """The idea as the region knows it. `answered_on` is the day it left the inbox, `promised_on` the next promise."""
    return facts_of([idea])[0]


def facts_of(ideas: Sequence[Idea], *, using: str = DEFAULT_DB_ALIAS) -> list[dict[str, Any]]:
    """`fact_of` for many, in two queries at most."""
    phases = dict(Stage.objects.using(using).values_list("pk", "phase")) if any(i.stage_id for i in ideas) else {}
    answered = _answered([idea.pk for idea in ideas if idea.status not in BEFORE_ANSWER], using)
    return [_fact(idea, phase=phases.get(idea.stage_id or 0), answered_at=answered.get(idea.pk)) for idea in ideas]


def tell_region(idea: Idea, *, version: int) -> None:
    """Let the region know where the idea stands now, in the transaction that changed it.

    `version` is the key of the event just written. It grows, because the idea is locked while events are written.
    """
    tell_region_many([(idea, version)])


def tell_region_many(told: Iterable[tuple[Idea, int]], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """`tell_region` for many ideas, each with its version."""
    pairs = list(told)
    facts = facts_of([idea for idea, _ in pairs], using=using)
    send_many(
        (_entry(idea.key, version, fact) for (idea, version), fact in zip(pairs, facts, strict=True)), using=using
    )


def withdraw_from_region(keys: Iterable[uuid.UUID], *, version: int, using: str = DEFAULT_DB_ALIAS) -> None:
    """Ideas that are no more (an undone import, disposal): the region forgets them, and an older fact never returns.

    `version` is greater than that of every event of these ideas, as is the key of an event written now.
    """
    send_many((_entry(key, version, GONE) for key in keys), using=using)


def _entry(key: uuid.UUID, version: int, payload: dict[str, Any]) -> Entry:
    return Entry(kind=KIND, key=str(key), version=version, payload=payload)


def _fact(idea: Idea, *, phase: str | None, answered_at: dt.datetime | None) -> dict[str, Any]:
    return {
        "phase": str(phase or Phase.CAPTURE.value),
        "furthest_phase": str(idea.furthest_phase),
        "status": str(idea.status),
        "source": str(idea.source),
        "received_on": _day(idea.received_at),
        "entered_phase_on": _day(idea.entered_stage_at),
        "promised_on": idea.promised_on.isoformat() if idea.promised_on else None,
        "answered_on": _day(answered_at) if answered_at else None,
    }


def _day(instant: dt.datetime) -> str:
    return instant.astimezone(STOCKHOLM).date().isoformat()


def _answered(ideas: list[int], using: str) -> dict[int, dt.datetime]:
    """When each idea left the inbox for the first time."""
    left = (
        Event.objects.using(using)
        .filter(subject="idea", subject_id__in=ideas, data__from__in=BEFORE_ANSWER)
        .exclude(data__to__in=BEFORE_ANSWER)
        .order_by("subject_id", "id")
        .distinct("subject_id")
        .values_list("subject_id", "at")
    )
    return dict(left) if ideas else {}
