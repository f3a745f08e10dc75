"""The latest decisions, for the start page."""

import datetime as dt
from dataclasses import dataclass

from sluss.text.labels import labels_of
from tenants.decisions.models import Decision, Outcome
from tenants.ideas.models import Secrecy

SHOWN = 3


@dataclass(frozen=True)
class Latest:
    """A decision in one line. `key` is what its page is found by."""

    key: object
    title: str
    outcome: str
    decided_at: dt.datetime


def latest_decisions() -> list[Latest]:
    """The newest decisions on ideas that every member may read; corrections are no news. One statement."""
    labels = labels_of(Outcome)
    newest = Decision.objects.filter(corrects=None, idea__secrecy=Secrecy.NONE).order_by("-decided_at", "-id")
    rows = newest.values_list("key", "idea__title", "outcome", "decided_at")[:SHOWN]
    return [Latest(key=key, title=title, outcome=labels[outcome], decided_at=at) for key, title, outcome, at in rows]
