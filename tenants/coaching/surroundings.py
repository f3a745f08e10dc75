"""Coaching beside an idea, for those who take part in it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenants.coaching.rules import sees_coaching
from tenants.ideas.models import Idea
from tenants.ideas.surroundings import IdeaLink
from tenants.people.models import Member


def coaching_link(member: Member, idea: Idea) -> IdeaLink | None:
    """Asks nothing of the database: the idea page has read the bearers."""
    if not sees_coaching(member, idea):
        return None
    return IdeaLink(label=_("Coaching"), url=reverse("coaching:idea", args=[idea.pk]), order=20)
