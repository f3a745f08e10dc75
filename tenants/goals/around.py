"""Where pages of other apps lead to the goals."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluss.web.around import Link
from tenants.benefits.models import Benefit
from tenants.challenges.models import Challenge
from tenants.goals.kinds import BENEFIT, CHALLENGE, NEED
from tenants.needs.models import Need
from tenants.people.models import Member


def goals_of_challenge(member: Member, challenge: Challenge) -> Link:
    return Link(label=_("Goals"), url=reverse("goals:of", args=[CHALLENGE.slug, challenge.pk]))


def goals_of_need(member: Member, need: Need) -> Link:
    return Link(label=_("Goals"), url=reverse("goals:of", args=[NEED.slug, need.pk]))


def goals_of_benefit(member: Member, benefit: Benefit) -> Link:
    return Link(label=_("Goals it works towards"), url=reverse("goals:of", args=[BENEFIT.slug, benefit.pk]))
