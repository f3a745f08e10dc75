"""The way from an idea's page to what is like it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenants.ideas.models import Idea
from tenants.ideas.surroundings import IdeaLink
from tenants.people.models import Member


def similar_link(member: Member, idea: Idea) -> IdeaLink | None:
    return IdeaLink(label=_("Similar"), url=reverse("relations:similar", args=[idea.pk]), order=60)
