"""Taking a challenge a step on its way: by hand, or by the clock on its days."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, apply
from tenants.challenges.figures import at_closing
from tenants.challenges.models import Challenge, Report, Status
from tenants.challenges.transitions import ANNOUNCE, CANCEL, CLOSE, OPEN
from tenants.people.models import Member

Step = Callable[..., None]


@transaction.atomic
def announce(challenge: Challenge, *, actor: Member) -> None:
    """From now on those it is put to can read it, and be invited."""
    apply(ANNOUNCE, subject=challenge, actor=actor, change=lambda locked: {"announced_at": clock.now()})


@transaction.atomic
def open_now(challenge: Challenge, *, actor: Member | None) -> None:
    """Open for ideas; by hand before its first day, that day becomes today."""
    apply(OPEN, subject=challenge, actor=actor, change=lambda row: {"opens_on": min(row.opens_on, clock.today())})


@transaction.atomic
def close_now(challenge: Challenge, *, actor: Member | None) -> None:
    """Close, count what came in and lay out the report; by hand before its last day, that day becomes today."""

    def change(row: Challenge) -> dict[str, object]:
        return {"closes_on": min(row.closes_on or clock.today(), clock.today()), "closed_at": clock.now()}

    apply(CLOSE, subject=challenge, actor=actor, change=change)
    Report.objects.create(challenge=challenge, at_closing=at_closing(challenge))


@transaction.atomic
def cancel(challenge: Challenge, *, reason: str, actor: Member) -> None:
    """Call it off, with a reason for everyone who could read it. Ideas that came in go on as they are."""
    if not reason:
        raise NotPossible(_("Say why it is cancelled."))
    apply(CANCEL, subject=challenge, actor=actor, change=lambda locked: {"cancel_reason": reason})


def open_and_close_by_date() -> int:
    """Open what has reached its first day and close what has passed its last; returns how many steps were taken.

    Done again it does nothing more. A challenge whose whole period passed while nothing ran is opened and closed.
    """
    today, steps = clock.today(), 0
    for challenge in Challenge.objects.filter(status=Status.ANNOUNCED, opens_on__lte=today).order_by("pk"):
        steps += _by_clock(open_now, challenge)
    for challenge in Challenge.objects.filter(status=Status.OPEN, closes_on__lt=today).order_by("pk"):
        steps += _by_clock(close_now, challenge)
    return steps


def _by_clock(step: Step, challenge: Challenge) -> int:
    try:
        step(challenge, actor=None)
    except (NotAllowed, NotPossible):
        return 0  # somebody did it by hand, or moved its days, since it was read
    return 1
