"""Who may see which needs. Every selector of needs begins here."""

from django.db.models import Q, QuerySet
from django.http import Http404

from tenants.ideas import access as ideas
from tenants.needs.models import Need
from tenants.people.access import MemberRequest
from tenants.people.models import Member


def visible_to(member: Member | None) -> QuerySet[Need]:
    """The needs a member may see: those written down directly, and those that came from a matter the member may see.

    A guest, and someone who is no active member, sees none.
    """
    if member is None or not member.active or member.is_guest:
        return Need.objects.none()
    return Need.objects.filter(Q(origin__isnull=True) | Q(origin__in=ideas.visible_to(member).values("pk")))


def get_visible_need(request: MemberRequest, pk: int) -> Need:
    """The need, or Http404 where there is none that this request's member may see."""
    need = visible_to(request.member).select_related("origin", "owner", "unit", "created_by").filter(pk=pk).first()
    if need is None:
        raise Http404
    return need
