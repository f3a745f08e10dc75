"""Who may see which challenges. Every selector of challenges begins here."""

from django.db.models import Q, QuerySet
from django.http import Http404

from tenants.challenges.models import Challenge, Status, Visibility
from tenants.people.models import Member, Role


def visible_to(member: Member | None) -> QuerySet[Challenge]:
    """The challenges a member may see: all that have been announced, and drafts that are theirs to work on. A guest
    sees none: they are here for one idea."""
    if member is None or not member.active or member.is_guest:
        return Challenge.objects.none()
    if member.has_role(Role.INNOVATION_MANAGER):
        return Challenge.objects.all()
    own = Q(owner=member) | Q(created_by=member)
    return Challenge.objects.filter(Q(announced_at__isnull=False) | own)


def readable_by_anyone() -> QuerySet[Challenge]:
    """Public challenges that have been announced, a cancelled one too: an address that was given out goes on saying
    what became of it."""
    return Challenge.objects.filter(visibility=Visibility.PUBLIC, announced_at__isnull=False)


def public_challenges() -> QuerySet[Challenge]:
    """What a public page may list."""
    return readable_by_anyone().exclude(status=Status.CANCELLED)


def get_visible_challenge(member: Member | None, pk: int) -> Challenge:
    """The challenge, or Http404 where there is none that the member may see."""
    challenge = visible_to(member).select_related("owner").filter(pk=pk).first()
    if challenge is None:
        raise Http404
    return challenge
