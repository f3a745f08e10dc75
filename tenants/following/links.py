"""The way from the idea page to the talk and to following."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tenants.ideas.models import Idea
from tenants.ideas.surroundings import IdeaLink
from tenants.people.models import Member


def talk_link(member: Member, idea: Idea) -> IdeaLink:
    return IdeaLink(label=_("Talk and follow"), url=reverse("following:talk", args=[idea.pk]), order=10)
