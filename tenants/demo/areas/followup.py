"""Views of the follow-up that somebody has kept, for all who follow up."""

from typing import TYPE_CHECKING

from django.http import QueryDict

from sluss import clock
from tenants.demo.dates import EIGHTEEN_MONTHS, working_days_ago
from tenants.followup.saved import query_of, save_view

if TYPE_CHECKING:
    from tenants.demo.replay import Replay

ORDER = 96
SHOWN_IN = ("skovde", "hjo", "uddevalla")


def tell(replay: "Replay", *, few: bool) -> None:
    if few or replay.municipality.slug not in SHOWN_IN:
        return
    owner, today = replay.members["innovation"], clock.today()
    views = (
        ("Allt sedan starten", f"since={working_days_ago(EIGHTEEN_MONTHS)}&until={today}", True),
        ("I år, från medarbetare", f"since={today.year}-01-01&until={today}&source=employee", False),
    )
    for name, query, shared in views:
        save_view(name=name, query=query_of(QueryDict(query)), shared=shared, owner=owner)
