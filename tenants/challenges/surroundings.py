"""What belongs to other apps and stands around a challenge: links on its page, handed in when the apps are ready."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from tenants.challenges.models import Challenge
from tenants.people.models import Member


@dataclass(frozen=True)
class ChallengeLink:
    """A page about one challenge in another app."""

    label: str | Promise
    url: str


type OffersLink = Callable[[Member, Challenge], ChallengeLink | None]
_links: list[OffersLink] = []


def shows_link(offer: OffersLink) -> None:
    """Put a link on every challenge's page. Must not ask the database."""
    _links.append(offer)


def links_of(member: Member, challenge: Challenge) -> list[ChallengeLink]:
    return [link for offer in _links if (link := offer(member, challenge))]
