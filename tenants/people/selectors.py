"""Finding members."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from sluss import clock
from sluss.tenancy.rows import columns_of, from_joined
from tenants.organisation.models import Unit
from tenants.people import rules
from tenants.people.models import Invitation, InvitationQuerySet, Member, MemberQuerySet, Role

# Asked before every page of a member.
OF_ACCOUNT = f"""
SELECT {columns_of(Member, "m")}, {columns_of(Unit, "u")}
FROM {Member._meta.db_table} m LEFT JOIN {Unit._meta.db_table} u ON u.id = m.unit_id
WHERE m.account_key = %s AND m.active"""  # noqa: S608 (constants of this file)


@dataclass(frozen=True, kw_only=True)
class MemberFilter:
    """What a list of members is narrowed by; empty values narrow nothing. `active` None gives both."""

    text: str = ""
    role: str = ""
    unit_id: int | None = None
    active: bool | None = True


def member_of_account(*, account_key: uuid.UUID) -> Member | None:
    """The account's active membership in the municipality that is worked in. A guest's ends with its last day."""
    member = _of_account(account_key)
    over = member is not None and member.guest_until is not None and member.guest_until < clock.today()
    return None if over else member


def _of_account(account_key: uuid.UUID) -> Member | None:
    with connection.cursor() as cursor:
        cursor.execute(OF_ACCOUNT, [account_key])
        found = cursor.fetchone()
    if found is None:
        return None
    member: Member
    member, member.unit = from_joined([Member, Unit], found)
    return member


def stood_in_for(*, member: Member, on: dt.date) -> list[Member]:
    """Those who are away on a day and have named `member` as their stand-in."""
    return list(Member.objects.active().filter(stand_in=member, away_until__gte=on))


def with_role(*roles: Role) -> list[Member]:
    """Active members with any of the roles, by name."""
    return list(Member.objects.active().with_role(*roles))


def listed_members(*, viewer: Member, by: MemberFilter) -> MemberQuerySet:
    """Members as `viewer` may find them, in Swedish order."""
    found = Member.objects.select_related("unit").filter(_matches(by))
    if by.text and not rules.may_manage(viewer):
        # Whoever may not see a protected name must not find out by searching for it either.
        found = found.exclude(show_role_only=True)
    return found


def _matches(by: MemberFilter) -> Q:
    wanted = Q()
    if by.active is not None:
        wanted &= Q(active=by.active)
    if by.role:
        wanted &= Q(roles__contains=[by.role])
    if by.unit_id:
        wanted &= Q(unit_id=by.unit_id)
    for word in by.text.split():
        wanted &= Q(name__icontains=word) | Q(email__icontains=word) | Q(title__icontains=word)
    return wanted


def possible_stand_ins(*, member: Member) -> MemberQuerySet:
    """Active members who have a part in the sluice's work; a bearer of ideas alone decides nothing for others."""
    workers = [role for role in Role if role is not Role.EMPLOYEE]
    return Member.objects.active().with_role(*workers).exclude(pk=member.pk)


def listed_invitations() -> InvitationQuerySet:
    return Invitation.objects.select_related("unit", "invited_by", "member")
