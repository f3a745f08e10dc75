"""What stands about learnings around an idea: the link on its page and the words of its timeline."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from tenants.ideas.models import Idea
from tenants.ideas.surroundings import IdeaLink
from tenants.ideas.timeline import Sentence
from tenants.learnings.rules import TAKEN_IN
from tenants.people.models import Member

SENTENCES: dict[str, Sentence] = {"learning_signed": gettext_lazy("A learning was signed")}


def learnings_link(member: Member, idea: Idea) -> IdeaLink | None:
    """From the first chamber on: what others have learned is of use as soon as somebody thinks further."""
    if idea.status not in TAKEN_IN:
        return None
    return IdeaLink(gettext_lazy("Learnings"), reverse("learnings:idea", args=[idea.pk]), order=45)
