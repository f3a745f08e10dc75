"""Where pages of other apps lead to the goals."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenants.challenges.models import Challenge
from tenants.challenges.surroundings import ChallengeLink
from tenants.goals.kinds import CHALLENGE
from tenants.people.models import Member


def goals_of_challenge(member: Member, challenge: Challenge) -> ChallengeLink:
    return ChallengeLink(label=_("Goals"), url=reverse("goals:of", args=[CHALLENGE.slug, challenge.pk]))
