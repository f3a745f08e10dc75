"""Whose turn it is with an idea, and what happens next: one truth for those inside and for those who follow it."""

import datetime as dt
from dataclasses import dataclass, replace

from tenants.ideas.models import Idea, Status


@dataclass(frozen=True)
class NextStep:
    """`inside` says that it is a member who reads it, `purpose` is that of the chamber that the idea is in, and
    `connected_to` the idea that it goes on together with."""

    inside: bool
    status: str
    status_label: str
    is_late: bool
    promised_on: dt.date | None
    coach: str = ""
    purpose: str = ""
    connected_to: int | None = None
    connected_number: str = ""


def next_step(idea: Idea, *, inside: bool) -> NextStep:
    """Asks the database for what the status calls for alone, where it was not read with the idea."""
    step = NextStep(
        inside=inside,
        status=idea.status,
        status_label=str(Status(idea.status).label),
        is_late=idea.is_late,
        promised_on=idea.promised_on,
    )
    if idea.status == Status.ACTIVE and idea.stage:
        coach = idea.coach.display_name if idea.coach else ""
        return replace(step, coach=coach, purpose=idea.stage.purpose)
    if idea.status == Status.MERGED and (other := idea.connected_to):
        return replace(step, connected_to=other.pk, connected_number=other.registry_number)
    return step
