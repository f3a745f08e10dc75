"""Where pages of needs, ideas and challenges lead to what residents have said about them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluss.web.around import Link
from tenants.challenges.models import Challenge
from tenants.ideas.models import Idea
from tenants.ideas.surroundings import IdeaLink
from tenants.influence.subjects import CHALLENGE, IDEA, NEED
from tenants.needs.models import Need
from tenants.people.models import Member

LABEL = _("Residents' influence")


def on_idea(member: Member, idea: Idea) -> IdeaLink:
    return IdeaLink(label=LABEL, url=reverse("influence:of", args=[IDEA.slug, idea.pk]), order=65)


def on_challenge(member: Member, challenge: Challenge) -> Link:
    return Link(label=LABEL, url=reverse("influence:of", args=[CHALLENGE.slug, challenge.pk]))


def on_need(member: Member, need: Need) -> Link:
    return Link(label=LABEL, url=reverse("influence:of", args=[NEED.slug, need.pk]))
