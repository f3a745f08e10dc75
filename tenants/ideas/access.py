"""Who may see which ideas. Every selector of ideas begins here."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Exists, Q, QuerySet
from django.http import Http404, HttpRequest

from sluss import clock
from sluss.tenancy.rows import Asked
from tenants.ideas.models import IN_CHAMBERS, WAITING, Idea, IdeaBearer, Secrecy
from tenants.ideas.whole import whole_idea
from tenants.people.models import Member, Role

# Those who take care of what comes in. An administrator handles people and settings, not ideas.
HANDLERS = (Role.COACH, Role.INNOVATION_MANAGER, Role.REGISTRAR, Role.AGENT)
# What came through the wrong door and is for the whistle-blowing function: as few as can be.
SEE_CLOSED = (Role.INNOVATION_MANAGER, Role.REGISTRAR)


@dataclass(frozen=True)
class Viewer:
    """All that the rule looks at of an active member. A statement may be kept under it: nothing else is in it, not what
    any municipality holds."""

    pk: int
    roles: tuple[str, ...]
    guest_of: int | None
    today: dt.date


def visible_to(member: Member | None) -> QuerySet[Idea]:
    """The ideas a member may see.

    Handlers see all, whistle-blowing only the innovation manager and the registrar. Others see what has been taken
    in and bears no secrecy mark. Everyone sees whatever they bear themselves.
    Whoever decides at gates sees marked ideas in the chambers too: nobody decides on what they may not read. What is
    closed for whistle-blowing is no exception to that: it is not decided at a gate.
    A guest sees the one idea they are invited to, while it bears no mark. Someone who is no member sees none: a
    resident follows the own matter by its link.
    """
    if member is None or not member.active:
        return Idea.objects.none()
    return _visible(member, today=clock.today())


def _visible(member: Member, *, today: dt.date) -> QuerySet[Idea]:
    if member.is_guest:
        return Idea.objects.filter(pk__in=[member.guest_of], secrecy=Secrecy.NONE)
    if member.has_role(*SEE_CLOSED):
        return Idea.objects.all()
    own = borne_by(member)
    if member.has_role(*HANDLERS):
        return Idea.objects.filter(~Q(secrecy=Secrecy.CLOSED) | own)
    marked = Q(secrecy=Secrecy.ASSESS) & _decides(member, today=today)
    open_to_all = ~Q(status__in=WAITING) & (Q(secrecy=Secrecy.NONE) | marked)
    return Idea.objects.filter(open_to_all | own)


def _decides(member: Member, *, today: dt.date) -> Q:
    """True for managers, and for those who stand in for one who is away today."""
    if member.has_role(Role.MANAGER):
        return Q(status__in=IN_CHAMBERS)
    away = Member.objects.active().with_role(Role.MANAGER).filter(stand_in=member, away_until__gte=today)
    return Q(Exists(away), status__in=IN_CHAMBERS)


def viewer_of(member: Member) -> Viewer:
    return Viewer(member.pk, tuple(member.roles), member.guest_of, clock.today())


def seen_by(viewer: Viewer) -> QuerySet[Idea]:
    """What an active member of whom this is true may see that day."""
    member = Member(pk=viewer.pk, roles=list(viewer.roles), guest_of=viewer.guest_of)
    return _visible(member, today=viewer.today)


def borne_by(member: Member) -> Q:
    """True for the ideas that the member bears."""
    return Q(pk__in=IdeaBearer.objects.filter(member=member).values("idea"))


def get_visible_idea(request: HttpRequest, pk: int) -> Idea:
    """The idea with what it points at (whole.py), or Http404 where there is none that this request's member may see."""
    member: Member | None = getattr(request, "member", None)
    idea = whole_idea(pk, among=_keys_seen_by(member)) if member and member.active else None
    if idea is None:
        raise Http404
    return idea


def _keys_seen_by(member: Member) -> Asked:
    return _keys_seen(viewer_of(member))


@lru_cache(maxsize=1000)
def _keys_seen(viewer: Viewer) -> Asked:
    """The keys of what such a member may see. Putting the rule into SQL costs more than the database takes to follow
    it."""
    return seen_by(viewer).order_by().values("pk").query.sql_with_params()


def marked() -> QuerySet[Any]:
    """The keys of the ideas with a secrecy mark."""
    return Idea.objects.order_by().exclude(secrecy=Secrecy.NONE).values("pk")


def is_bearer(member: Member | None, idea: Idea) -> bool:
    """By the bearers that were read with the idea, where they were."""
    return member is not None and any(bearer.member_id == member.pk for bearer in idea.bearers.all())


def sees_contact(member: Member, idea: Idea) -> bool:
    """Whether the member may see how to reach the bearers who stand outside the organisation."""
    return member.has_role(*HANDLERS)
