"""Who may see which sessions, and who runs panels and sessions."""

from django.db.models import Q, QuerySet
from django.http import Http404

from tenants.challenges.access import visible_to as challenges_visible_to
from tenants.ideas.access import visible_to as ideas_visible_to
from tenants.influence.models import ResidentSession
from tenants.needs.access import visible_to as needs_visible_to
from tenants.people.models import Member, Role

RUNNERS = (Role.COACH, Role.INNOVATION_MANAGER, Role.AGENT)
KEEPERS = (Role.INNOVATION_MANAGER,)


def runs(member: Member | None) -> bool:
    """Runs panels and sessions, and so sees how to reach those who take part and what they said word by word."""
    return member is not None and member.has_role(*RUNNERS)


def visible_to(member: Member | None) -> QuerySet[ResidentSession]:
    """Sessions about what the member may see. A guest sees none."""
    if member is None or not member.active or member.is_guest:
        return ResidentSession.objects.none()
    return ResidentSession.objects.filter(
        Q(need__in=needs_visible_to(member).values("pk"))
        | Q(idea__in=ideas_visible_to(member).values("pk"))
        | Q(challenge__in=challenges_visible_to(member).values("pk"))
    )


def get_visible_session(member: Member, pk: int) -> ResidentSession:
    found = visible_to(member).select_related("owner", "panel").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
