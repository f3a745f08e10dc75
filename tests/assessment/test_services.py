"""Asking, declaring, scoring, abstaining and withdrawing, with what stands in the way."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from sluss import clock
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.assessment import answer
from tenants.assessment.answer import TextChanged
from tenants.assessment.assign import Asked, assign
from tenants.assessment.models import Assessment, PinnedText, Score, Side, State
from tenants.assessment.pinned import changes_since
from tenants.assessment.queue import queue_of
from tenants.assessment.stands import stand_of
from tenants.assessment.withdraw import withdraw
from tenants.decisions.models import Recusal
from tenants.decisions.note_conflict import note_conflict
from tenants.ideas.models import Idea, Status
from tenants.mail.models import Mail
from tenants.people.models import Role
from tests.assessment.conftest import Round
from tests.assessment.doing import BAD, asked, new_text, opened, stored
from tests.factories.assessment import answers_to, ask, assessed
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def test_whole_way_from_asked_to_handed_in(inside: Round) -> None:
    assessment = opened(inside)
    assert PinnedText.objects.get().text == inside.idea.text
    answers = answers_to(assessment, 5, 4, 3, 4, comment="Tre enheter väntar.")
    answer.submit(assessment, answers=answers, actor=inside.manager)
    assert stored(assessment) == (State.SUBMITTED, Decimal("4.00"), 1, 3, "Tre enheter väntar.", [5, 4, 3, 4])
    mine = Event.objects.filter(subject="assessment").order_by("pk").values_list("kind", flat=True)
    assert list(mine) == ["declared_free", "submitted"]
    told = Event.objects.filter(subject="idea", kind__startswith="assessment").order_by("pk")
    assert list(told.values_list("kind", "actor_id")) == [
        ("assessment_asked", inside.leader.pk),
        ("assessment_complete", None),
    ]


def test_assessor_gets_one_letter_in_their_language(inside: Round) -> None:
    reader = make_member(Role.MANAGER, municipality=inside.municipality, language="en")
    other = make_idea(municipality=inside.municipality, stage=1)
    both = [Asked(inside.idea.pk, Side.NEED, reader.pk), Asked(other.pk, Side.FEASIBILITY, reader.pk)]
    assign(both, due_on=clock.today() + dt.timedelta(days=7), actor=inside.leader)
    mail = Mail.objects.get(to=reader.email)
    assert mail.subject == "2 ideas to assess"
    assert "/bedomning/" in mail.text
    assert inside.idea.title not in mail.text


@pytest.mark.parametrize("actor", ["bearer", "coach", "manager", "colleague"])
def test_only_the_innovation_manager_asks(actor: str, inside: Round) -> None:
    with pytest.raises(NotAllowed):
        assign([Asked(inside.idea.pk, Side.NEED, inside.manager.pk)], due_on=None, actor=getattr(inside, actor))
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("name", ["bearer", "coach"])
def test_nobody_close_to_the_idea_is_asked_and_then_none_is(name: str, inside: Round) -> None:
    close = getattr(inside, name)
    wrong = [Asked(inside.idea.pk, Side.NEED, member.pk) for member in (inside.manager, close)]
    with pytest.raises(NotPossible):
        assign(wrong, due_on=None, actor=inside.leader)
    assert not Assessment.objects.exists()
    assert not Mail.objects.filter(to=inside.manager.email).exists()


def test_nobody_gets_both_sides(inside: Round) -> None:
    both = [Asked(inside.idea.pk, side, inside.manager.pk) for side in Side]
    with pytest.raises(NotPossible):
        assign(both, due_on=None, actor=inside.leader)
    assert not Assessment.objects.exists()


def test_day_that_has_passed_is_refused(inside: Round) -> None:
    yesterday = clock.today() - dt.timedelta(days=1)
    with pytest.raises(NotPossible):
        assign([Asked(inside.idea.pk, Side.NEED, inside.manager.pk)], due_on=yesterday, actor=inside.leader)
    assert not Assessment.objects.exists()


def test_conflict_is_noted_for_decisions_as_well_and_leaves_no_answers(inside: Round) -> None:
    assessment = opened(inside)
    answer.save_draft(assessment, answers=answers_to(assessment, 2, comment="Halvt"), actor=inside.manager)
    answer.declare_conflict(assessment, reason="Min syster bär idén", actor=inside.manager)
    assert stored(assessment) == (State.CONFLICTED, None, 1, None, "", [])
    assert Recusal.objects.get(idea=inside.idea, member=inside.manager).reason == "Min syster bär idén"


def test_conflict_without_reason_changes_nothing(inside: Round) -> None:
    assessment = asked(inside)
    with pytest.raises(NotPossible):
        answer.declare_conflict(assessment, reason="  ", actor=inside.manager)
    assert stored(assessment)[0] == State.ASSIGNED
    assert not Recusal.objects.exists()


def test_draft_may_lack_anything_and_is_kept(inside: Round) -> None:
    assessment = opened(inside)
    half = answers_to(assessment, 4)
    half = replace(half, scores=dict(list(half.scores.items())[:1]), confidence=None, comment="Halvvägs")
    answer.save_draft(assessment, answers=half, actor=inside.manager)
    assert stored(assessment) == (State.DRAFT, None, 1, None, "Halvvägs", [4])


def test_abstaining_needs_a_reason_and_takes_the_answers_away(inside: Round) -> None:
    assessment = opened(inside)
    answer.save_draft(assessment, answers=answers_to(assessment, 2), actor=inside.manager)
    with pytest.raises(NotPossible):
        answer.abstain(assessment, reason=" ", actor=inside.manager)
    assert stored(assessment)[0] == State.DRAFT
    answer.abstain(assessment, reason="Kan för lite om el", actor=inside.manager)
    assert stored(assessment) == (State.ABSTAINED, None, 1, None, "", [])


@pytest.mark.parametrize("fault", BAD)
def test_bad_answers_are_refused_and_nothing_is_stored(fault: str, inside: Round) -> None:
    assessment = opened(inside)
    with pytest.raises(NotPossible):
        answer.submit(assessment, answers=BAD[fault](answers_to(assessment, 3)), actor=inside.manager)
    assert stored(assessment) == (State.DECLARED, None, 1, None, "", [])
    assert not Score.objects.exists()


def test_same_handed_in_twice_is_in_once(inside: Round) -> None:
    assessment = opened(inside)
    answers = answers_to(assessment, 3)
    for _ in range(2):
        answer.submit(assessment, answers=answers, actor=inside.manager)
    assert Event.objects.filter(kind="submitted").count() == 1
    with pytest.raises(NotPossible):
        answer.submit(assessment, answers=answers_to(assessment, 5), actor=inside.manager)
    assert stored(assessment)[1] == Decimal("3.00")


def test_withdrawn_is_not_handed_in_and_the_member_can_be_asked_again(inside: Round) -> None:
    assessment = opened(inside)
    withdraw(assessment, actor=inside.leader)
    with pytest.raises(NotPossible):
        answer.submit(assessment, answers=answers_to(assessment, 3), actor=inside.manager)
    assert stored(assessment)[0] == State.WITHDRAWN
    asked(inside, side=Side.FEASIBILITY)
    assert Assessment.objects.count() == 2


def test_handed_in_is_not_withdrawn(inside: Round) -> None:
    assessment = assessed(inside.idea, inside.manager, 3, municipality=inside.municipality, by=inside.leader)
    with pytest.raises(NotPossible):
        withdraw(assessment, actor=inside.leader)
    assert stored(assessment)[0] == State.SUBMITTED


def test_idea_concluded_meanwhile_takes_no_answers(inside: Round) -> None:
    assessment = opened(inside)
    Idea.objects.filter(pk=inside.idea.pk).update(status=Status.CONCLUDED, stage=None)
    for act in (answer.save_draft, answer.submit):
        with pytest.raises(NotPossible):
            act(assessment, answers=answers_to(assessment, 3), actor=inside.manager)
    assert stored(assessment)[0] == State.DECLARED
    assert queue_of(inside.manager) == []


def test_text_changed_while_assessing_is_seen_before_handing_in(inside: Round) -> None:
    assessment = opened(inside)
    answers = answers_to(assessment, 3)
    new_text(inside, "Vi skulle kunna göra det mycket enklare.")
    with pytest.raises(TextChanged) as refused:
        answer.submit(assessment, answers=answers, actor=inside.manager)
    assert refused.value.revision == 2
    assert stored(assessment)[0] == State.DECLARED
    idea = Idea.objects.get(pk=inside.idea.pk)
    (changed,) = changes_since(idea, revision=1)
    assert [(piece.kind, piece.text) for piece in changed.pieces] == [
        ("same", "Vi skulle kunna göra det "),
        ("new", "mycket "),
        ("same", "enklare."),
    ]
    answer.submit(assessment, answers=replace(answers, revision=2), actor=inside.manager)
    assert stored(assessment)[:3] == (State.SUBMITTED, Decimal("3.00"), 2)


def test_text_changed_afterwards_is_reaffirmed_or_changed(inside: Round) -> None:
    assessment = assessed(inside.idea, inside.manager, 3, municipality=inside.municipality, by=inside.leader)
    with pytest.raises(NotPossible):
        answer.reaffirm(assessment, revision=1, actor=inside.manager)
    new_text(inside, "Ny text")
    answer.reaffirm(assessment, revision=2, actor=inside.manager)
    assert stored(assessment)[:3] == (State.SUBMITTED, Decimal("3.00"), 2)
    new_text(inside, "Ännu nyare text")
    answers = replace(answers_to(assessment, 5), revision=3)
    answer.change(assessment, answers=answers, actor=inside.manager)
    assert stored(assessment)[:3] == (State.SUBMITTED, Decimal("5.00"), 3)
    assert set(Event.objects.get(kind="changed").data["before"].values()) == {3}


def test_assessment_of_somebody_with_a_conflict_counts_until_it_is_set_aside(inside: Round) -> None:
    kept = ask(inside.idea, inside.colleague, municipality=inside.municipality, by=inside.leader)
    hand_in = assessed(inside.idea, inside.manager, 5, municipality=inside.municipality, by=inside.leader)
    with pytest.raises(NotPossible):
        withdraw(hand_in, actor=inside.leader)
    note_conflict(inside.idea, about=inside.manager, reason="Granne", actor=inside.coach)
    assert stand_of(inside.idea).submitted == 1
    with pytest.raises(NotAllowed):
        withdraw(hand_in, actor=inside.coach)
    withdraw(hand_in, actor=inside.leader)
    assert Assessment.objects.get(pk=hand_in.pk).status == State.WITHDRAWN
    assert (stand_of(inside.idea).submitted, stand_of(inside.idea).open) == (0, 1)
    assert Assessment.objects.get(pk=kept.pk).status == State.ASSIGNED
