"""What follows along in a merge and what does not: credit and followers do, support and openness stay."""

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from tenants.following.follow import follow
from tenants.following.models import Follow
from tenants.ideas.models import Idea
from tenants.people.models import Member, Role
from tenants.public_site.models import OpenIdea, Support
from tenants.public_site.open_idea import open_idea
from tenants.public_site.rules import open_ideas
from tenants.relations.merge import merge_into, undo_merge
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(skovde: Municipality) -> Member:
    return make_member(Role.COACH, municipality=skovde)


def test_merge_leaves_openness_support_and_followers_where_they_were_given(
    in_skovde: Municipality, coach: Member
) -> None:
    """Who supports one idea has said nothing of another, and what may be read by all is not widened by a merge."""
    source = make_idea(municipality=in_skovde, stage=1, visibility="public")
    target = make_idea(municipality=in_skovde, stage=1, visibility="municipality")
    open_idea(source, revision=1, actor=coach)
    Support.objects.create(idea=source, person="a", asked_at=clock.now(), confirmed_at=clock.now())
    ours, theirs, both = (make_member(municipality=in_skovde) for _ in range(3))
    for idea, people in ((source, (ours, both)), (target, (theirs, both))):
        for person in people:
            follow(idea, member=person)

    def state() -> list[object]:
        ideas = Idea.objects.filter(pk__in=[source.pk, target.pk]).order_by("pk")
        return [
            list(ideas.values_list("visibility", "secrecy", "revision")),
            list(Support.objects.order_by("pk").values()),
            list(OpenIdea.objects.order_by("pk").values()),
            list(Follow.objects.filter(idea=source).order_by("pk").values()),
            list(Follow.objects.filter(idea=target, came_from=None).order_by("pk").values()),
        ]

    before, followed = state(), set(Follow.objects.values_list("idea", "member"))
    merge_into(source, target, message="x", actor=coach)
    assert state() == before
    assert not open_ideas().filter(idea=source).exists()
    assert set(Follow.objects.values_list("idea", "member")) == followed | {(target.pk, ours.pk)}
    undo_merge(source, message="x", actor=coach)
    assert state() == before
    assert open_ideas().filter(idea=source).exists()
    assert set(Follow.objects.values_list("idea", "member")) == followed


def test_undoing_takes_back_the_credit_that_the_merge_gave_and_no_other(in_skovde: Municipality, coach: Member) -> None:
    """Two ideas of the same bearer are merged into a third: the credit goes with the one that brought it."""
    bearer, follower = make_member(municipality=in_skovde), make_member(municipality=in_skovde)
    first, second = (make_idea(municipality=in_skovde, stage=1, bearer=bearer) for _ in range(2))
    target = make_idea(municipality=in_skovde, stage=1)
    for idea in (first, second):
        follow(idea, member=follower)

    def credit() -> tuple[list[int | None], list[int]]:
        bearers, follows = target.bearers.all(), Follow.objects.filter(idea=target)
        return list(bearers.values_list("member", flat=True)), list(follows.values_list("member", flat=True))

    both = ([bearer.pk], [follower.pk])
    merge_into(first, target, message="x", actor=coach)
    merge_into(second, target, message="x", actor=coach)
    assert credit() == both
    undo_merge(second, message="x", actor=coach)
    assert credit() == both
    merge_into(second, target, message="x", actor=coach)
    undo_merge(first, message="x", actor=coach)
    assert credit() == both
    undo_merge(second, message="x", actor=coach)
    assert credit() == ([], [])
