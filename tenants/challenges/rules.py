"""Who may do what with a challenge, as functions of member and challenge alone."""

from dataclasses import dataclass

from tenants.challenges.models import Challenge, Status
from tenants.people.models import Member, Role

STARTERS = (Role.INNOVATION_MANAGER, Role.MANAGER)
CHANGEABLE = (Status.DRAFT, Status.ANNOUNCED, Status.OPEN)
INVITING = (Status.ANNOUNCED, Status.OPEN)
WITH_REPORT = (Status.CLOSED, Status.FOLLOWED_UP)


@dataclass(frozen=True)
class Actions:
    """What the challenge's page offers this member now; the steps of its way stand in the table of transitions."""

    edit: bool
    invite: bool
    tie: bool
    see_invited: bool
    write_report: bool


def may_start(member: Member) -> bool:
    """Managers put questions to their own; the innovation manager to everyone."""
    return member.has_role(*STARTERS)


def runs(member: Member | None, challenge: Challenge) -> bool:
    """The owner, whoever prepared it, and the innovation manager take care of a challenge, whatever else they are."""
    if member is None or not member.active:
        return False
    return member.pk in (challenge.owner_id, challenge.created_by_id) or member.has_role(Role.INNOVATION_MANAGER)


def may_tie(member: Member, challenge: Challenge) -> bool:
    """Tie an idea that came in another way to the challenge, or loose it: until what came of it has been told."""
    helps = runs(member, challenge) or member.has_role(Role.COACH)
    return helps and challenge.status in (Status.OPEN, Status.CLOSED)


def actions_for(member: Member, challenge: Challenge) -> Actions:
    takes_care = runs(member, challenge)
    return Actions(
        edit=takes_care and challenge.status in CHANGEABLE,
        invite=takes_care and challenge.status in INVITING,
        tie=may_tie(member, challenge),
        see_invited=takes_care,
        write_report=takes_care and challenge.status == Status.CLOSED,
    )
