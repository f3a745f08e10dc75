"""Challenges for tests, taken to a status by the product's own services."""

import datetime as dt
from collections.abc import Sequence
from itertools import count
from typing import Any

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.challenges.change_status import announce, cancel, close_now, open_now
from tenants.challenges.models import Challenge, Report, Status
from tenants.challenges.save_challenge import Content, start_challenge
from tenants.challenges.tell_back import Parts, tell_back
from tenants.organisation.models import Authority, Unit
from tenants.people.models import Member

_numbers = count(1)
PARTS = Parts(came_in="Många svar.", taken_on="Två går vidare.", learned="Det vi trodde stämde inte.")
DAY = dt.timedelta(days=1)


def make_challenge(
    status: Status = Status.OPEN,
    *,
    municipality: Municipality,
    owner: Member,
    units: Sequence[Unit] = (),
    parts: Parts = PARTS,
    **content: Any,
) -> Challenge:
    """A challenge of the owner's (an innovation manager or manager), today and a month on, in the status asked for."""
    today = clock.today()
    said: dict[str, Any] = {
        "title": f"Hur kan vi göra det enklare {next(_numbers)}?",
        "why_now": "Det kostar för mycket tid.",
        "affected": "Alla som väntar.",
        "opens_on": today,
        "closes_on": today + 30 * DAY,
        "criteria": ["Går att pröva inom tre månader"],
    }
    with in_municipality(municipality):
        challenge = start_challenge(Content(owner=owner, units=units, **(said | content)), actor=owner)
        for step in WAY[: list(Status).index(status)] if status in TAKEN else []:
            step(challenge, owner)
        if status == Status.FOLLOWED_UP:
            revision = Report.objects.get(challenge=challenge).revision
            tell_back(challenge, parts=parts, revision=revision, actor=owner)
        if status == Status.CANCELLED:
            announce(challenge, actor=owner)
            cancel(challenge, reason="Pengarna tog slut.", actor=owner)
        return Challenge.objects.select_related("owner").get(pk=challenge.pk)


WAY: list[Any] = [
    lambda challenge, owner: announce(challenge, actor=owner),
    lambda challenge, owner: open_now(challenge, actor=owner),
    lambda challenge, owner: close_now(challenge, actor=owner),
]
TAKEN = (Status.ANNOUNCED, Status.OPEN, Status.CLOSED, Status.FOLLOWED_UP)


def make_unit(name: str, *, municipality: Municipality, parent: Unit | None = None) -> Unit:
    with in_municipality(municipality):
        authority = Authority.objects.get(is_default=True)
        return Unit.objects.create(name=name, authority=authority, parent=parent)
