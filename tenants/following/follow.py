"""Beginning and ending to follow an idea."""

from collections.abc import Sequence

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


def take_followers_back(source: Idea, target: Idea, still: Sequence[Idea]) -> None:
    """Undo `bring_followers` for those who only came along, and not with one of those that are `still` there."""
    for follow in Follow.objects.filter(idea=target, came_from=source.pk):
        other = Follow.objects.filter(idea__in=still, member=follow.member_id).order_by("idea_id").first()
        if other is None:
            follow.delete()
        else:
            follow.came_from = other.idea_id
            follow.save(update_fields=["came_from"])
