"""What a report is built on: counted from the ideas that answer, never typed in."""

from collections import Counter
from typing import Any

from django.db.models.functions import Lower

from tenants.challenges.models import Challenge
from tenants.ideas.models import Idea, IdeaBearer, Status

# What has become of an idea, in the words of a report.
FATES = {
    Status.INBOX: "waiting",
    Status.ASKED: "waiting",
    Status.ACTIVE: "taken_on",
    Status.ON_HOLD: "taken_on",
    Status.IMPLEMENTED: "implemented",
    Status.HANDED_OVER: "in_line",
    Status.CONCLUDED: "learned",
    Status.MERGED: "connected",
    Status.REFERRED: "answered",
    Status.ANSWERED: "answered",
    Status.WRONG_DOOR: "answered",
}


def at_closing(challenge: Challenge) -> dict[str, Any]:
    """How many ideas, from whom: ideas, distinct people who can be told apart, units, by source, and how many were
    invited."""
    ideas = _answering(challenge)
    bearers = IdeaBearer.objects.filter(idea__in=ideas.values("pk"))
    members = bearers.filter(member__isnull=False).values("member").distinct().count()
    outside = bearers.filter(member__isnull=True).exclude(email="").values_list(Lower("email")).distinct().count()
    unnamed = bearers.filter(member__isnull=True, email="").count()
    sources = Counter(ideas.values_list("source", flat=True))
    return {
        "ideas": sum(sources.values()),
        "people": members + outside + unnamed,
        "units": ideas.filter(unit__isnull=False).values("unit").distinct().count(),
        "by_source": dict(sorted(sources.items())),
        "invited": challenge.invited.count(),
    }


def at_report(challenge: Challenge) -> dict[str, int]:
    """What has become of every answering idea so far, by FATES."""
    fates = Counter(FATES[Status(status)] for status in _answering(challenge).values_list("status", flat=True))
    return {fate: fates[fate] for fate in dict.fromkeys(FATES.values()) if fates[fate]}


def _answering(challenge: Challenge) -> Any:
    return Idea.objects.filter(challenge_answers__challenge=challenge).order_by()
