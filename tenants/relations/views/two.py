"""The two ideas of an address."""

from django.http import Http404

from tenants.ideas.access import get_visible_idea
from tenants.ideas.models import Idea
from tenants.people.access import MemberRequest


def two_visible(request: MemberRequest, one: int, other: int) -> tuple[Idea, Idea]:
    """Raises Http404 where the reader may not see both, or where they are one."""
    if one == other:
        raise Http404
    return get_visible_idea(request, one), get_visible_idea(request, other)
