"""What has been decided on an idea, for those who bear it and have no account to open the decisions with."""

import datetime as dt

from tenants.decisions.models import Decision
from tenants.ideas.models import Idea


def decisions_told(idea: Idea, *, since: dt.datetime | None = None) -> list[Decision]:
    """The registered decisions as they read now, newest first: what the letters to the bearers say. One statement."""
    standing = Decision.objects.filter(idea=idea, corrections=None).select_related("decider")
    if since is not None:
        standing = standing.filter(decided_at__gte=since)
    return list(standing.order_by("-decided_at", "-pk"))
