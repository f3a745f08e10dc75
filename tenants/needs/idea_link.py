"""The way from an idea's page to its needs."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenants.ideas.models import Idea
from tenants.ideas.surroundings import IdeaLink
from tenants.people.models import Member


def link_to_needs(member: Member, idea: Idea) -> IdeaLink | None:
    return IdeaLink(label=_("Needs"), url=reverse("needs:of_idea", args=[idea.pk]), order=10)
