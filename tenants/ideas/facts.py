"""What the region is told of an idea: where it stands, under an opaque key. Never a text, never a person."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from sluss.outbox.sending import Entry, send_many
from sluss.workflow.phases import Phase
from tenants.ideas import stays
from tenants.ideas.models import Idea

KIND = "idea_fact"
GONE: dict[str, Any] = {"gone": True}


def fact_of(idea: Idea) -> dict[str, Any]:
    """The idea as the region knows it. `answered_on` is the day it left the inbox, `promised_on` the next promise."""
    return facts_of([idea])[0]


def facts_of(
    ideas: Sequence[Idea], *, using: str = DEFAULT_DB_ALIAS, just_received: bool = False
) -> list[dict[str, Any]]:
    """`fact_of` for many, in two queries; in none for ideas that are being registered now (`just_received`)."""
    if just_received:
        return [_fact(idea, phase=None, answered_on=None, way=stays.only_received(idea)) for idea in ideas]
    moves, chambers = stays.movements(ideas, using=using), stays.Chambers(using=using)
    return [_told(idea, moves[idea.pk], chambers) for idea in ideas]


def _told(idea: Idea, moves: list[stays.Moved], chambers: stays.Chambers) -> dict[str, Any]:
    stage, answered = chambers.of(idea.stage_id), stays.answered_at(moves)
    if idea.status in stays.BEFORE_ANSWER:
        answered = None
    return _fact(
        idea,
        phase=stage.phase if stage else None,
        answered_on=stays.day_of(answered).isoformat() if answered else None,
        way=stays.stays_of(idea, moves, chambers),
    )


def tell_region(idea: Idea, *, version: int) -> None:
    """Let the region know where the idea stands now, in the transaction that changed it.

    `version` is the key of the event just written. It grows, because the idea is locked while events are written.
    """
    tell_region_many([(idea, version)])


def tell_region_many(
    told: Iterable[tuple[Idea, int]], *, using: str = DEFAULT_DB_ALIAS, just_received: bool = False
) -> None:
    """`tell_region` for many ideas, each with its version."""
    pairs = list(told)
    facts = facts_of([idea for idea, _ in pairs], using=using, just_received=just_received)
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


def _fact(idea: Idea, *, phase: str | None, answered_on: str | None, way: list[stays.Stay]) -> dict[str, Any]:
    return {
        "phase": str(phase or Phase.CAPTURE.value),
        "furthest_phase": str(idea.furthest_phase),
        "status": str(idea.status),
        "source": str(idea.source),
        "received_on": stays.day_of(idea.received_at).isoformat(),
        "entered_phase_on": stays.day_of(idea.entered_stage_at).isoformat(),
        "promised_on": idea.promised_on.isoformat() if idea.promised_on else None,
        "answered_on": answered_on,
        "stays": [stay.payload() for stay in way],
    }
