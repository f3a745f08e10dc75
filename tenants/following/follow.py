"""Beginning and ending to follow an idea."""

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


def bring_followers(source: Idea, target: Idea) -> None:
    """Those who follow an idea that was merged into another follow that one as well from now on."""
    waiting = Follow.objects.filter(idea=source).exclude(member__follows__idea=target)
    Follow.objects.bulk_create(
        Follow(member_id=key, idea=target, since=clock.now(), came_from=source.pk)
        for key in waiting.values_list("member_id", flat=True)
    )


def take_followers_back(source: Idea, target: Idea) -> None:
    """Undo `bring_followers` for those who only came along."""
    Follow.objects.filter(idea=target, came_from=source.pk).delete()
