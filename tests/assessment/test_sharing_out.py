"""Criteria, the queue and sharing out: what is asked, of whom, and in which order."""

import pytest

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.assessment import answer
from tenants.assessment.assign import Asked, assign
from tenants.assessment.distribute import Choice, OtherPlan, distribute, plan_for
from tenants.assessment.models import Assessment, Scale, Side
from tenants.assessment.publish_scale import publish_scale
from tenants.assessment.queue import next_for, queue_of
from tenants.assessment.scales import STANDARD, Wording, in_use
from tenants.assessment.summary import summary_for, summary_of
from tenants.organisation.models import Unit
from tenants.people.models import Role
from tests.assessment.conftest import Round
from tests.assessment.doing import asked, opened, stored
from tests.factories.assessment import answers_to, ask, assessed
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def test_assessment_keeps_the_criteria_it_was_opened_by(inside: Round) -> None:
    assessment = opened(inside)
    own = Wording("Egen fråga", "Own question", "Lågt", "Low", "Högt", "High")
    publish_scale(side=Side.NEED, wordings=(own,), seen=0, actor=inside.leader)
    answer.submit(assessment, answers=answers_to(assessment, 4), actor=inside.manager)
    assert len(stored(assessment)[5]) == len(STANDARD[Side.NEED])
    assert [wording.name_sv for wording in in_use(Side.NEED).wordings] == ["Egen fråga"]
    assert in_use(Side.FEASIBILITY).version == 0


def test_second_who_publishes_criteria_is_told(inside: Round) -> None:
    own = (Wording("Egen fråga", "", "Lågt", "", "Högt", ""),)
    publish_scale(side=Side.NEED, wordings=own, seen=0, actor=inside.leader)
    for wordings, seen in ((own, 0), ((), 2), (own * 9, 2)):
        with pytest.raises(NotPossible):
            publish_scale(side=Side.NEED, wordings=wordings, seen=seen, actor=inside.leader)
    with pytest.raises(NotAllowed):
        publish_scale(side=Side.NEED, wordings=own, seen=2, actor=inside.coach)
    assert Scale.objects.get(in_use=True).version == 2


def test_queue_serves_the_least_assessed_and_keeps_its_order(inside: Round) -> None:
    other = make_idea(municipality=inside.municipality, stage=1, title="Mindre bedömd")
    for idea in (inside.idea, other):
        ask(idea, inside.manager, municipality=inside.municipality, by=inside.leader)
    assessed(inside.idea, inside.colleague, 3, municipality=inside.municipality, by=inside.leader)
    assert [one.answered for one in queue_of(inside.manager)] == [0, 1]
    first = next_for(inside.manager)
    assert first is not None
    assert first.idea == other


def test_order_among_equals_is_the_assessors_own_and_stable(inside: Round) -> None:
    ideas = [make_idea(municipality=inside.municipality, stage=1) for _ in range(8)]
    people = [make_member(Role.MANAGER, municipality=inside.municipality) for _ in range(3)]
    orders = []
    for person in people:
        assign([Asked(idea.pk, Side.NEED, person.pk) for idea in ideas], due_on=None, actor=inside.leader)
        orders.append([one.assessment.idea_id for one in queue_of(person)])
        assert orders[-1] == [one.assessment.idea_id for one in queue_of(person)]
    assert len(set(map(tuple, orders))) == len(people)


def test_distribution_does_what_was_previewed(inside: Round) -> None:
    for _ in range(4):
        make_member(Role.MANAGER, municipality=inside.municipality)
    choice = Choice(each=2)
    plan = plan_for(choice, actor=inside.leader).plan
    assert len(plan.asked) == 4
    distribute(choice, digest=plan.digest, actor=inside.leader)
    assert sorted(Assessment.objects.values_list("idea", "side", "assessor")) == sorted(
        (one.idea, one.side, one.member) for one in plan.asked
    )
    assert plan_for(choice, actor=inside.leader).plan.asked == []


def test_who_is_away_is_not_asked_automatically(inside: Round) -> None:
    away = make_member(Role.MANAGER, municipality=inside.municipality, away_until=clock.today())
    plan = plan_for(Choice(each=2), actor=inside.leader).plan
    assert away.pk not in {one.member for one in plan.asked}
    assert inside.manager.pk in {one.member for one in plan.asked}


def test_distribution_that_would_be_another_now_is_shown_again(inside: Round) -> None:
    choice = Choice(each=1)
    digest = plan_for(choice, actor=inside.leader).plan.digest
    asked(inside)
    with pytest.raises(OtherPlan):
        distribute(choice, digest=digest, actor=inside.leader)
    assert Assessment.objects.count() == 1


def test_distribution_by_unit_asks_only_there(inside: Round) -> None:
    unit = Unit.objects.create(name="Gatukontoret", authority=inside.idea.authority)
    there = make_member(municipality=inside.municipality, unit=unit)
    plan = plan_for(Choice(each=1, unit=unit.pk), actor=inside.leader).plan
    assert [one.member for one in plan.asked] == [there.pk]
    assert sum(plan.short.values()) == 1


def test_summary_has_both_sides_apart(inside: Round) -> None:
    assert summary_of(inside.idea) is None
    people = [make_member(Role.COACH, municipality=inside.municipality) for _ in range(4)]
    for person, side, value in zip(people, (*[Side.NEED] * 2, *[Side.FEASIBILITY] * 2), (5, 2, 1, 2), strict=True):
        assessed(inside.idea, person, value, municipality=inside.municipality, by=inside.leader, side=side)
    summary = summary_of(inside.idea)
    assert summary is not None
    assert (summary.need.median, summary.need.spread, summary.need.number) == (3.5, 3.0, 2)
    assert (summary.feasibility.median, summary.feasibility.spread) == (1.5, 1.0)
    assert (summary.field, summary.complete) == ("plan", True)
    assert summary_for(inside.leader, inside.idea) == summary
    assert summary_for(inside.manager, inside.idea) == summary
    assert summary_for(people[0], inside.idea) is None
    assert summary_for(inside.colleague, inside.idea) is None
