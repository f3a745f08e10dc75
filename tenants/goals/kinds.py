"""What can work towards a goal, by the word it has in addresses: how it is found, named and opened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.benefits.models import Benefit
from tenants.challenges.access import visible_to as challenges_visible_to
from tenants.challenges.models import Challenge
from tenants.goals.models import GoalBenefit, GoalChallenge, GoalNeed
from tenants.ideas.access import visible_to as ideas_visible_to
from tenants.needs.access import visible_to as needs_visible_to
from tenants.needs.models import Need
from tenants.people.models import Member


@dataclass(frozen=True)
class Kind:
    """`field` is the link's own, `text` the column that is searched and shown, `about` what tells it from others."""

    slug: str
    link: Any
    field: str
    text: str
    visible: Callable[[Member], QuerySet[Any]]
    heading: str | Promise
    add: str | Promise
    page: Callable[[Any], str]
    about: Callable[[Any], str]


def _benefits_seen_by(member: Member) -> QuerySet[Benefit]:
    return Benefit.objects.filter(idea__in=ideas_visible_to(member).values("pk")).select_related("idea")


def _challenge_page(challenge: Challenge) -> str:
    return reverse("challenges:page", args=[challenge.pk])


def _need_page(need: Need) -> str:
    return reverse("needs:page", args=[need.pk])


def _status(one: Challenge | Need) -> str:
    return one.get_status_display()


def _idea_of(benefit: Benefit) -> str:
    return benefit.idea.title


def _benefit_page(benefit: Benefit) -> str:
    return reverse("benefits:idea", args=[benefit.idea_id]) + f"#measure-{benefit.pk}"


CHALLENGE = Kind(
    "utmaning",
    GoalChallenge,
    "challenge",
    "title",
    challenges_visible_to,
    _("Challenges"),
    _("Link a challenge"),
    _challenge_page,
    _status,
)
NEED = Kind("behov", GoalNeed, "need", "title", needs_visible_to, _("Needs"), _("Link a need"), _need_page, _status)
BENEFIT = Kind(
    "nytta",
    GoalBenefit,
    "benefit",
    "name",
    _benefits_seen_by,
    _("Benefits"),
    _("Link a benefit"),
    _benefit_page,
    _idea_of,
)
KINDS = {kind.slug: kind for kind in (CHALLENGE, NEED, BENEFIT)}
