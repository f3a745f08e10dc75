"""What the idea page says about challenges: a link, and two sentences of its timeline."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluss.workflow.transitions import Text
from tenants.challenges.answer import ANSWERS, NO_LONGER_ANSWERS
from tenants.ideas.models import Idea
from tenants.ideas.surroundings import IdeaLink
from tenants.people.models import Member

SENTENCES: dict[str, Text] = {
    ANSWERS: _("Answers a challenge"),
    NO_LONGER_ANSWERS: _("No longer counts as an answer to a challenge"),
}


def challenges_link(member: Member, idea: Idea) -> IdeaLink:
    return IdeaLink(label=_("Challenges"), url=reverse("challenges:of_idea", args=[idea.pk]), order=60)
