"""The way from the idea page to showing it to everyone."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tenants.ideas.models import WAITING, Idea, Visibility
from tenants.ideas.surroundings import IdeaLink
from tenants.people.models import Member
from tenants.public_site.rules import may_open


def open_link(member: Member, idea: Idea) -> IdeaLink | None:
    if not may_open(member) or idea.status in WAITING:
        return None
    label = _("Shown to everyone") if idea.visibility == Visibility.PUBLIC else _("Show to everyone")
    return IdeaLink(label=label, url=reverse("public_site:open", args=[idea.pk]), order=90)
