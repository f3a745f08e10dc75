"""What stands beside an idea's text on its page, in words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tenants.ideas.models import Idea, IdeaBearer, Secrecy


@dataclass(frozen=True)
class About:
    """`coach` and `unit` are empty where there is none."""

    bearers: list[str]
    coach: str
    received_at: dt.datetime
    authority: str
    unit: str
    secrecy: str
    kept: str


def about(idea: Idea, bearers: Sequence[IdeaBearer], *, sees_contact: bool) -> About:
    return About(
        bearers=[_bearer(bearer, sees_contact=sees_contact) for bearer in bearers],
        coach=idea.coach.display_name if idea.coach else "",
        received_at=idea.received_at,
        authority=str(idea.authority),
        unit=str(idea.unit or ""),
        secrecy=str(Secrecy(idea.secrecy).label),
        kept=str(idea.retention_rule),
    )


def _bearer(bearer: IdeaBearer, *, sees_contact: bool) -> str:
    name = bearer.display_name
    return f"{name} · {bearer.email}" if sees_contact and bearer.email else name
