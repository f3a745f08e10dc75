"""Finding members."""

import datetime as dt
import uuid

from tenants.people.models import Member, Role


def member_of_account(*, account_key: uuid.UUID) -> Member | None:
    """The account's active membership in the municipality that is worked in."""
    return Member.objects.active().select_related("unit").filter(account_key=account_key).first()


def stood_in_for(*, member: Member, on: dt.date) -> list[Member]:
    """Those who are away on a day and have named `member` as their stand-in."""
    return list(Member.objects.active().filter(stand_in=member, away_until__gte=on))


def with_role(*roles: Role) -> list[Member]:
    """Active members with any of the roles, by name."""
    return list(Member.objects.active().with_role(*roles))
