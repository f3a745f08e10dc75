"""The way from an idea's page to its assessments."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenants.assessment.rules import may_open_page
from tenants.ideas.models import IN_CHAMBERS, Idea
from tenants.ideas.surroundings import IdeaLink
from tenants.people.models import Member


def assessment_link(member: Member, idea: Idea) -> IdeaLink | None:
    if idea.status not in IN_CHAMBERS or not may_open_page(member, idea):
        return None
    return IdeaLink(label=_("Assessment"), url=reverse("assessment:idea", args=[idea.pk]), order=20)
