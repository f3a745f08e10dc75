"""Answers, proposals, corrections and conflicts of interest."""

import uuid

import pytest

from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.decisions.answer_criteria import Answer, answer_criteria
from tenants.decisions.ask_decider import ask_decider
from tenants.decisions.correct_decision import correct_decision
from tenants.decisions.draft import Overtaken, Seen
from tenants.decisions.hold_decision import hold_decision
from tenants.decisions.models import Decision, GateDecider, Proposal, Recusal
from tenants.decisions.note_conflict import note_conflict
from tenants.decisions.withdraw_proposal import withdraw_proposal
from tenants.ideas.models import CriterionAnswer, Idea, Secrecy
from tenants.mail.models import Mail
from tenants.pipeline.models import Criterion
from tests.decisions.conftest import Matter
from tests.factories.decisions import decide, draft_by
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def criterion(matter: Matter, code: str) -> Criterion:
    return Criterion.objects.get(gate__source=matter.idea.stage, code=code)


def test_answers_are_saved_where_they_differ_and_the_event_holds_codes(matter: Matter) -> None:
    with in_municipality(matter.municipality):
        answers = [
            Answer(criterion=criterion(matter, "need_confirmed"), number=4),
            Answer(criterion=criterion(matter, "not_solved"), met=True, evidence="Frågat Hjo"),
            Answer(criterion=criterion(matter, "not_maintenance")),
        ]
        assert answer_criteria(matter.idea, answers=answers, actor=matter.coach) == ["need_confirmed", "not_solved"]
        assert answer_criteria(matter.idea, answers=answers, actor=matter.coach) == []
        [event] = Event.objects.filter(kind="criteria_answered")
        assert event.data == {"codes": ["need_confirmed", "not_solved"]}
        assert CriterionAnswer.objects.count() == 2
        assert Idea.objects.get(pk=matter.idea.pk).revision == matter.idea.revision


def test_answers_of_others_are_refused(matter: Matter) -> None:
    with in_municipality(matter.municipality):
        answers = [Answer(criterion=criterion(matter, "need_confirmed"), number=4)]
        with pytest.raises(NotAllowed):
            answer_criteria(matter.idea, answers=answers, actor=matter.manager)
        assert not CriterionAnswer.objects.exists()
        assert not Event.objects.filter(kind="criteria_answered").exists()


def test_proposal_is_replaced_by_who_saw_it(matter: Matter) -> None:
    with in_municipality(matter.municipality):
        first = Seen.now(matter.idea)
        hold_decision(matter.idea, draft=draft_by(matter.coach), seen=first, actor=matter.coach)
        draft = draft_by(matter.coach, reasons="Nytt", participants=[matter.innovation_manager])
        proposal = hold_decision(matter.idea, draft=draft, seen=Seen.now(matter.idea), actor=matter.manager)
        assert (proposal.revision, proposal.reasons, proposal.prepared_by) == (2, "Nytt", matter.manager)
        assert list(proposal.participants.all()) == [matter.innovation_manager]
        with pytest.raises(Overtaken, match="Maja Chef"):
            hold_decision(matter.idea, draft=draft_by(matter.coach), seen=first, actor=matter.coach)
        assert Proposal.objects.get().reasons == "Nytt"
        assert all("outcome" not in event.data for event in Event.objects.filter(kind="proposal_held"))


def test_proposal_is_withdrawn_by_who_saw_it(matter: Matter) -> None:
    with in_municipality(matter.municipality):
        hold_decision(matter.idea, draft=draft_by(matter.coach), seen=Seen.now(matter.idea), actor=matter.coach)
        with pytest.raises(Overtaken):
            withdraw_proposal(matter.idea, seen=Seen(gate=1, revision=0, decision=0), actor=matter.coach)
        with pytest.raises(NotAllowed):
            withdraw_proposal(matter.idea, seen=Seen.now(matter.idea), actor=matter.bearer)
        assert Proposal.objects.count() == 1
        withdraw_proposal(matter.idea, seen=Seen.now(matter.idea), actor=matter.coach)
        assert not Proposal.objects.exists()


@pytest.mark.parametrize("text", ["", "1:2", "a:b:c", "1:2:3:4", "-1:0:0", "1:²:0"])
def test_unreadable_sight_matches_nothing(text: str) -> None:
    assert Seen.parse(text) == Seen(gate=-1, revision=-1, decision=-1)


def test_sight_survives_a_form() -> None:
    assert Seen.parse(str(Seen(gate=3, revision=2, decision=17))) == Seen(gate=3, revision=2, decision=17)


def corrected(ready: Matter) -> tuple[Decision, Decision]:
    decision = decide(ready.idea, municipality=ready.municipality, actor=ready.manager, presenter=ready.coach)
    with in_municipality(ready.municipality):
        decision = Decision.objects.select_related("idea", "gate").get(pk=decision.pk)
        return decision, correct_decision(decision, reasons="Rätt skäl", actor=ready.manager, key=uuid.uuid4())


def test_correction_is_a_new_row_with_a_letter_and_the_idea_stays(ready: Matter) -> None:
    decision, correction = corrected(ready)
    with in_municipality(ready.municipality):
        assert Decision.objects.get(pk=decision.pk).reasons == "Behovet är styrkt av tre enheter."
        assert (correction.corrects, correction.reasons, correction.outcome) == (decision, "Rätt skäl", "proceed")
        assert (correction.evidence, correction.evidence_digest) == (decision.evidence, decision.evidence_digest)
        assert Idea.objects.select_related("stage").get(pk=ready.idea.pk).stage.position == 2  # type: ignore[union-attr]
        assert "Rätt skäl" in Mail.objects.first().text  # type: ignore[union-attr]
        assert Mail.objects.count() == 2
        assert Event.objects.filter(kind="decision_corrected").count() == 1


def test_correction_is_refused_to_others_twice_and_without_change(ready: Matter) -> None:
    decision, correction = corrected(ready)
    with in_municipality(ready.municipality):
        with pytest.raises(NotAllowed):
            correct_decision(correction, reasons="x", actor=ready.innovation_manager, key=uuid.uuid4())
        with pytest.raises(Overtaken):
            correct_decision(decision, reasons="x", actor=ready.manager, key=uuid.uuid4())
        for reasons in ("", " ", "Rätt skäl"):
            with pytest.raises(NotPossible):
                correct_decision(correction, reasons=reasons, actor=ready.manager, key=uuid.uuid4())
        assert Decision.objects.count() == 2
        again = correct_decision(decision, reasons="x", actor=ready.manager, key=correction.key)
        assert again == correction


def test_conflict_is_noted_once_and_stands(matter: Matter) -> None:
    with in_municipality(matter.municipality):
        first = note_conflict(matter.idea, about=matter.manager, reason="Granne", actor=matter.manager)
        assert note_conflict(matter.idea, about=matter.manager, reason="Vän", actor=matter.coach) == first
        [event] = Event.objects.filter(kind="recused")
        assert (event.actor_id, event.data) == (matter.manager.pk, {"member": matter.manager.pk})


def test_conflict_needs_a_reason_and_the_right(matter: Matter) -> None:
    with in_municipality(matter.municipality):
        with pytest.raises(NotPossible):
            note_conflict(matter.idea, about=matter.manager, reason=" ", actor=matter.manager)
        with pytest.raises(NotAllowed):
            note_conflict(matter.idea, about=matter.manager, reason="x", actor=matter.bearer)
        assert not Recusal.objects.exists()


def test_named_decider_who_may_not_see_a_marked_idea_gets_no_letter_about_it(matter: Matter) -> None:
    named = make_member(municipality=matter.municipality)
    with in_municipality(matter.municipality):
        idea = Idea.objects.select_related("stage__gate").get(pk=matter.idea.pk)
        gate = idea.stage.gate
        GateDecider.objects.create(gate=gate, member=named)
        ask_decider(idea, gate=gate, asked=named, actor=matter.coach)
        assert [mail.to for mail in Mail.objects.all()] == [named.email]
        Idea.objects.filter(pk=idea.pk).update(secrecy=Secrecy.ASSESS)
        with pytest.raises(NotPossible):
            ask_decider(idea, gate=gate, asked=named, actor=matter.coach)
        assert Mail.objects.count() == 1
