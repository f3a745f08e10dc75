"""Beginning and ending to follow an idea."""

from django.db import transaction

from sluss import clock
from tenants.following.models import Follow
from tenants.ideas.models import Idea
from tenants.people.models import Member


def follow(idea: Idea, *, member: Member) -> None:
    """Follow an idea that the member may see; asked twice, it changes nothing."""
    Follow.objects.bulk_create([Follow(member=member, idea=idea, since=clock.now())], ignore_conflicts=True)


def unfollow(idea: Idea, *, member: Member) -> None:
    """What the member was told of it stays."""
    Follow.objects.filter(idea=idea, member=member).delete()


def is_following(idea: Idea, *, member: Member) -> bool:
    return Follow.objects.filter(idea=idea, member=member).exists()


@transaction.atomic
def carry_followers(source: Idea, *, to: Idea) -> list[int]:
    """Those who follow one idea follow the other as well from now on; returns the keys of those who did not before."""
    waiting = Follow.objects.filter(idea=source).exclude(member__follows__idea=to)
    keys = list(waiting.values_list("member_id", flat=True))
    Follow.objects.bulk_create([Follow(member_id=key, idea=to, since=clock.now()) for key in keys])
    return keys


def leave_behind(idea: Idea, *, members: list[int]) -> None:
    """Undo `carry_followers` for those who only came along."""
    Follow.objects.filter(idea=idea, member_id__in=members).delete()
