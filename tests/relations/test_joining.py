"""Merging, bundling and dismissing: who may, when, and that undoing leaves everything as it was."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sluss.registry.models import Municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.ideas.facts import fact_of
from tenants.ideas.models import IN_CHAMBERS, OPEN, Idea, IdeaBearer, Message, Secrecy, Status
from tenants.ideas.timeline import entries_of
from tenants.ideas.transitions import InboxOutcome
from tenants.ideas.triage import Answer, reopen, triage
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tenants.relations.bundle import add_to_bundle, create_bundle, dissolve, take_out
from tenants.relations.dismiss import dismiss, dismissed_for, suggest_again
from tenants.relations.merge import merge_into, merge_of, undo_merge
from tenants.relations.models import Bundle, BundledIdea, Dismissal, Merge
from tenants.relations.rules import JOINERS
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(skovde: Municipality) -> Member:
    return make_member(Role.COACH, municipality=skovde)


def kept(*ideas: Idea) -> list[Any]:
    """All that a merge could have touched, of each idea."""
    return [
        (
            list(Idea.objects.filter(pk=idea.pk).values()),
            list(IdeaBearer.objects.filter(idea=idea).order_by("pk").values()),
            {key: value for key, value in fact_of(Idea.objects.get(pk=idea.pk)).items() if key != "stays"},
        )
        for idea in ideas
    ]


def outsider(idea: Idea, **who: str) -> None:
    IdeaBearer.objects.create(idea=idea, **who)


def test_merged_idea_leads_to_the_other_whose_bearers_are_one_more(in_skovde: Municipality, coach: Member) -> None:
    bearer, other = make_member(municipality=in_skovde), make_member(municipality=in_skovde)
    source = make_idea(municipality=in_skovde, stage=1, bearer=bearer, title="Bänk vid torget")
    target = make_idea(municipality=in_skovde, stage=2, bearer=other, title="Bänkar i stan")
    outsider(source, name="Elsa Ek", email="elsa@example.org", language="en")
    merge = merge_into(source, target, message="De vill samma sak.", actor=coach)
    source.refresh_from_db()
    assert (source.status, source.connected_to_id, source.promised_on) == (Status.MERGED, target.pk, None)
    assert set(target.bearers.values_list("member", "name")) == {
        (other.pk, ""),
        (bearer.pk, ""),
        (None, "Elsa Ek"),
    }
    assert len(merge.credited) == 2
    assert Message.objects.get(idea=source).text == "De vill samma sak."
    letters = {mail.to: mail.text for mail in Mail.objects.all()}
    assert set(letters) == {bearer.email, other.email, "elsa@example.org"}
    assert "“Bänkar i stan”" in letters["elsa@example.org"]
    assert "Your idea goes on together" in letters["elsa@example.org"]
    assert "De vill samma sak." in letters[bearer.email]
    assert "Bänk vid torget" in letters[other.email]
    kinds = Event.objects.filter(subject="idea", kind__in=["merged", "joined"]).order_by("id")
    assert list(kinds.values_list("subject_id", "kind")) == [(source.pk, "merged"), (target.pk, "joined")]


def test_title_of_an_idea_that_was_marked_since_is_not_spread(in_skovde: Municipality, coach: Member) -> None:
    source = make_idea(municipality=in_skovde, stage=1, bearer=make_member(municipality=in_skovde))
    target = make_idea(municipality=in_skovde, stage=1, title="Hemlig titel")
    merge_into(source, target, message="Samma sak.", actor=coach)
    Mail.objects.all().delete()
    Idea.objects.filter(pk=target.pk).update(secrecy=Secrecy.ASSESS)
    undo_merge(source, message="Ändå inte.", actor=coach)
    assert Mail.objects.count() == 1
    assert not Mail.objects.filter(text__contains="Hemlig titel").exists()
    assert not target.bearers.exists()


@pytest.mark.parametrize("which", [0, 1])
def test_marked_and_unmarked_are_joined_in_no_way(in_skovde: Municipality, coach: Member, which: int) -> None:
    bearers = [make_member(municipality=in_skovde) for _ in range(3)]
    one, two, three = (make_idea(municipality=in_skovde, stage=1, bearer=bearer) for bearer in bearers)
    bundle = create_bundle(two, three, heading="Bänkar", message="Samma sak.", actor=coach)
    Mail.objects.all().delete()
    marked = (one, two)[which]
    Idea.objects.filter(pk=marked.pk).update(secrecy=Secrecy.ASSESS)
    before = kept(one, two, three)
    acts: list[Any] = [
        lambda: merge_into(one, two, message="Samma sak.", actor=coach),
        lambda: merge_into(two, one, message="Samma sak.", actor=coach),
        lambda: create_bundle(one, two, heading="Bänkar", message="Samma sak.", actor=coach),
        lambda: add_to_bundle(bundle, one, message="Samma sak.", actor=coach),
    ]
    for act in acts:
        with pytest.raises(NotPossible, match=marked.registry_number):
            act()
    assert kept(one, two, three) == before
    assert (Merge.objects.count(), Bundle.objects.count(), Mail.objects.count()) == (0, 1, 0)


def test_those_marked_alike_are_joined(in_skovde: Municipality, coach: Member) -> None:
    bearer = make_member(municipality=in_skovde)
    source = make_idea(municipality=in_skovde, stage=1, bearer=bearer, secrecy=Secrecy.ASSESS)
    target = make_idea(municipality=in_skovde, stage=1, secrecy=Secrecy.ASSESS)
    merge_into(source, target, message="Samma sak.", actor=coach)
    assert [one.member for one in target.bearers.all()] == [bearer]


@pytest.mark.parametrize("which", [0, 1])
def test_what_is_closed_for_whistle_blowing_is_joined_with_nothing(in_skovde: Municipality, which: int) -> None:
    leader = make_member(Role.INNOVATION_MANAGER, municipality=in_skovde)
    ideas = [make_idea(municipality=in_skovde, stage=1, bearer=make_member(municipality=in_skovde)) for _ in range(2)]
    Idea.objects.filter(pk=ideas[which].pk).update(secrecy=Secrecy.CLOSED)
    before = kept(*ideas)
    with pytest.raises(NotPossible):
        merge_into(*ideas, message="Samma sak.", actor=leader)
    with pytest.raises(NotPossible):
        create_bundle(*ideas, heading="Bänkar", message="Samma sak.", actor=leader)
    assert kept(*ideas) == before
    assert (Merge.objects.count(), Bundle.objects.count(), Mail.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("role", list(Role))
def test_only_joiners_join_and_part(in_skovde: Municipality, coach: Member, role: Role) -> None:
    actor = make_member(role, municipality=in_skovde)
    source, target = (make_idea(municipality=in_skovde, stage=1) for _ in range(2))
    acts: list[Any] = [
        lambda: merge_into(source, target, message="x", actor=actor),
        lambda: undo_merge(source, message="x", actor=actor),
        lambda: dissolve(create_bundle(source, target, heading="h", message="x", actor=actor), actor=actor),
        lambda: dismiss(source, target, actor=actor),
        lambda: suggest_again(source, actor=actor),
    ]
    before = kept(source, target)
    for number, act in enumerate(acts):
        if role in JOINERS:
            act()
            continue
        # Something there to undo, so that the refusal is for the actor.
        if number == 1:
            merge_into(source, target, message="x", actor=coach)
            before = kept(source, target)
        with pytest.raises(NotAllowed):
            act()
        assert kept(source, target) == before
    if role not in JOINERS:
        assert (Bundle.objects.count(), Dismissal.objects.count()) == (0, 0)


@pytest.mark.parametrize("status", list(Status))
def test_only_open_ideas_are_joined_and_only_those_in_chambers_merged(
    in_skovde: Municipality, coach: Member, status: Status
) -> None:
    stage = 1 if status in IN_CHAMBERS else None
    one = make_idea(municipality=in_skovde, stage=stage, status=status)
    other = make_idea(municipality=in_skovde, stage=1)
    before = kept(one, other)
    trials: list[tuple[bool, Any]] = [
        (status in OPEN, lambda: merge_into(other, one, message="x", actor=coach)),
        (status in OPEN, lambda: undo_merge(other, message="x", actor=coach)),
        (status in IN_CHAMBERS, lambda: merge_into(one, other, message="x", actor=coach)),
        (status in IN_CHAMBERS, lambda: undo_merge(one, message="x", actor=coach)),
        (status in OPEN, lambda: create_bundle(one, other, heading="h", message="x", actor=coach)),
    ]
    for possible, act in trials:
        if possible:
            act()
        else:
            with pytest.raises(NotPossible):
                act()
            assert kept(one, other) == before


def test_no_chains_no_circles_no_self_and_no_coach_of_an_own_idea(in_skovde: Municipality, coach: Member) -> None:
    first, second, third = (make_idea(municipality=in_skovde, stage=1) for _ in range(3))
    merge_into(first, second, message="x", actor=coach)
    before = kept(first, second, third)
    for source, target in ((second, third), (second, first), (first, third), (third, third)):
        with pytest.raises(NotPossible):
            merge_into(source, target, message="x", actor=coach)
    own = make_idea(municipality=in_skovde, stage=1, bearer=coach)
    coached = make_idea(municipality=in_skovde, stage=1, coach=coach)
    with pytest.raises(NotPossible):
        merge_into(own, coached, message="x", actor=make_member(Role.INNOVATION_MANAGER, municipality=in_skovde))
    assert kept(first, second, third) == before
    assert Merge.objects.count() == 1


def test_merge_out_of_a_chamber_is_not_reopened_into_the_inbox(in_skovde: Municipality, coach: Member) -> None:
    source, target = (make_idea(municipality=in_skovde, stage=2) for _ in range(2))
    merge_into(source, target, message="x", actor=coach)
    before = kept(source)
    with pytest.raises(NotPossible):
        reopen(source, actor=coach)
    assert kept(source) == before


PEOPLE = st.lists(st.sampled_from(["member", "other", "elsa@example.org", "Utan adress"]), unique=True, max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ours=PEOPLE, theirs=PEOPLE, stage=st.integers(1, 5), status=st.sampled_from(IN_CHAMBERS), times=st.integers(1, 3)
)
def test_undoing_a_merge_restores_both_exactly(
    in_skovde: Municipality,
    coach: Member,
    ours: list[str],
    theirs: list[str],
    stage: int,
    status: str,
    times: int,
) -> None:
    members = {
        name: Member.objects.filter(name=name).first() or make_member(municipality=in_skovde, name=name)
        for name in ("member", "other")
    }
    source, target = (make_idea(municipality=in_skovde, stage=stage, status=status) for _ in range(2))
    for idea, people in ((source, ours), (target, theirs)):
        for who in people:
            facts = {"email": who} if "@" in who else {"name": who}
            IdeaBearer.objects.create(idea=idea, **({"member": members[who]} if who in members else facts))
    before = kept(source, target)
    for _ in range(times):
        merge_into(source, target, message="x", actor=coach)
        assert kept(source) != before[:1]
        undo_merge(source, message="Det var olika saker.", actor=coach)
        assert kept(source, target) == before
    assert merge_of(source) is None
    with pytest.raises(NotPossible):
        undo_merge(source, message="x", actor=coach)


def test_stretches_of_the_way_begin_anew_when_a_merge_is_undone(in_skovde: Municipality, coach: Member) -> None:
    source, target = (make_idea(municipality=in_skovde, stage=3) for _ in range(2))
    merge_into(source, target, message="x", actor=coach)
    assert fact_of(source)["stays"][-1]["left_on"] is not None
    undo_merge(source, message="x", actor=coach)
    last = fact_of(source)["stays"][-1]
    assert (last["phase"], last["left_on"]) == (source.stage.phase if source.stage else "", None)


def test_bundle_keeps_ideas_as_they_are_and_lets_them_go(in_skovde: Municipality, coach: Member) -> None:
    ideas = [make_idea(municipality=in_skovde, bearer=make_member(municipality=in_skovde)) for _ in range(3)]
    before = kept(*ideas)
    bundle = create_bundle(*ideas[:2], heading="Bänkar", message="De hör ihop.", actor=coach)
    add_to_bundle(bundle, ideas[2], message="En till.", actor=coach)
    assert kept(*ideas) == before
    assert [entries_of(idea)[0].said for idea in ideas] == ["De hör ihop.", "De hör ihop.", "En till."]
    assert (
        Mail.objects.filter(text__contains="“Bänkar”").count() + Mail.objects.filter(text__contains="”Bänkar”").count()
        == 3
    )
    with pytest.raises(NotPossible):
        create_bundle(ideas[2], ideas[0], heading="Annat", message="x", actor=coach)
    with pytest.raises(NotPossible):
        create_bundle(ideas[2], ideas[2], heading="Ensam", message="x", actor=coach)
    take_out(bundle, ideas[2], actor=coach)
    assert BundledIdea.objects.filter(left_at=None).count() == 2
    take_out(bundle, ideas[1], actor=coach)
    bundle.refresh_from_db()
    assert bundle.dissolved_at is not None
    assert BundledIdea.objects.filter(left_at=None).count() == 0
    for act in (
        lambda: dissolve(bundle, actor=coach),
        lambda: add_to_bundle(bundle, ideas[1], message="x", actor=coach),
    ):
        with pytest.raises(NotPossible):
            act()
    assert kept(*ideas) == before


def test_dismissed_is_remembered_both_ways_and_once(in_skovde: Municipality, coach: Member) -> None:
    one, other = (make_idea(municipality=in_skovde) for _ in range(2))
    dismiss(other, one, actor=coach)
    dismiss(one, other, actor=coach)
    assert (dismissed_for(one), dismissed_for(other)) == ({other.pk}, {one.pk})
    assert Dismissal.objects.count() == 1
    assert suggest_again(one, actor=coach) == 1
    assert dismissed_for(other) == set()


def test_connecting_in_the_inbox_is_told_on_both_timelines(in_skovde: Municipality, coach: Member) -> None:
    idea, target = make_idea(municipality=in_skovde), make_idea(municipality=in_skovde, stage=1)
    triage(idea, answer=Answer(outcome=InboxOutcome.CONNECT, message="Samma sak.", target=target), actor=coach)
    reopen(idea, actor=coach)
    story = Event.objects.filter(subject_id=target.pk, kind__in=["joined", "parted"]).order_by("id")
    assert list(story.values_list("kind", "data__source")) == [("joined", idea.pk), ("parted", idea.pk)]
