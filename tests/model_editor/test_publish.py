"""Publishing a version: running ideas follow to the stages chosen for them, and everything told of them stays right."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared.portfolio.models import IdeaFact, PhaseStay
from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotPossible
from tenants.decisions.draft import Seen
from tenants.decisions.hold_decision import hold_decision
from tenants.decisions.models import Proposal
from tenants.ideas.flight import flight
from tenants.ideas.models import CriterionAnswer, Idea
from tenants.ideas.transitions import InboxOutcome
from tenants.ideas.triage import Answer, triage
from tenants.model_editor import parts
from tenants.model_editor.drafts import begin_draft
from tenants.model_editor.models import Promises
from tenants.model_editor.publish import EVENT
from tenants.people.models import Role
from tenants.pipeline.in_use import model_in_use
from tenants.pipeline.models import Criterion, Gate, InnovationModel, Stage
from tenants.pipeline.working_days import add_working_days
from tests.factories.decisions import decide, draft_by, meet_conditions
from tests.factories.ideas import make_idea
from tests.factories.people import make_member
from tests.model_editor.conftest import Desk, hold, remove, standing
from tests.reporting.test_rebuild import rebuilt

pytestmark = pytest.mark.django_db


def model_of(idea: Idea) -> InnovationModel | None:
    return idea.stage.model if idea.stage else None


def test_ideas_follow_to_the_copy_of_their_stage(desk: Desk) -> None:
    idea = make_idea(municipality=desk.municipality, stage=2, promised_on=dt.date(2030, 1, 2))
    entered = idea.entered_stage_at
    with in_municipality(desk.municipality):
        target = desk.stages()[1]
        done = desk.publish()
        idea.refresh_from_db()
        assert (idea.stage, idea.status, idea.promised_on) == (target, "active", dt.date(2030, 1, 2))
        assert idea.entered_stage_at == entered
        assert (done.ideas, done.mapping[0]["to"]) == (1, target.pk)
        event = Event.objects.get(kind=EVENT, subject_id=idea.pk)
        assert event.data == {"moved_from": done.mapping[0]["from"], "moved_to": target.pk}
        assert list(InnovationModel.objects.filter(in_use=True)) == [desk.draft]


def test_stage_of_another_phase_begins_a_new_stretch(desk: Desk, run_jobs: Callable[[], int]) -> None:
    idea = make_idea(municipality=desk.municipality, stage=3, promised_on=dt.date(2030, 1, 2))
    with in_municipality(desk.municipality):
        remove(desk, 3)
        source, target = Stage.objects.get(pk=idea.stage_id or 0), desk.stages()[1]
        desk.publish(mapping={source.pk: target.pk}, promises=Promises.RENEW)
        idea.refresh_from_db()
        assert idea.stage == target
        assert idea.promised_on == add_working_days(clock.today(), target.promise_days)
        assert idea.furthest_phase == "test"
        data = Event.objects.get(kind=EVENT, subject_id=idea.pk).data
    assert (data["from"], data["to"], data["promised_on"]) == ("active", "active", "2030-01-02")
    run_jobs()
    with in_region():
        fact = IdeaFact.objects.get(idea_key=idea.key)
        assert (fact.phase, fact.furthest_phase) == ("develop", "test")
        assert PhaseStay.objects.filter(fact=fact).order_by("-number").values_list("phase", flat=True)[0] == "develop"


@pytest.mark.parametrize("promises", list(Promises))
def test_facts_of_the_region_show_no_drift(desk: Desk, run_jobs: Callable[[], int], promises: Promises) -> None:
    skovde, coach = desk.municipality, make_member(Role.COACH, municipality=desk.municipality)
    manager = make_member(Role.MANAGER, municipality=skovde)
    through = make_idea(municipality=skovde)
    with in_municipality(skovde):
        triage(through, answer=Answer(outcome=InboxOutcome.TAKE_IN_IDEA, message="Välkommen."), actor=coach)
    meet_conditions(through, municipality=skovde, by=coach)
    decide(through, municipality=skovde, actor=manager, presenter=coach)
    waiting = make_idea(municipality=skovde)
    held = make_idea(municipality=skovde)
    with in_municipality(skovde):
        triage(held, answer=Answer(outcome=InboxOutcome.TAKE_IN_NEED, message="Välkommen."), actor=coach)
    decide(held, municipality=skovde, actor=manager, presenter=coach, outcome="hold")
    run_jobs()
    assert rebuilt("--check") == ("facts=3 pending=0 drift=0", 0)
    with in_municipality(skovde):
        remove(desk, 1)
        desk.publish(promises=promises)
    run_jobs()
    assert rebuilt("--check") == ("facts=3 pending=0 drift=0", 0)
    with in_municipality(skovde):
        waiting.refresh_from_db()
        assert (waiting.stage, waiting.status) == (None, "inbox")
        triage(waiting, answer=Answer(outcome=InboxOutcome.TAKE_IN_IDEA, message="Välkommen."), actor=coach)
        assert model_of(waiting) == desk.draft
    run_jobs()
    assert rebuilt("--check") == ("facts=3 pending=0 drift=0", 0)


def test_way_before_the_publishing_keeps_its_phases(desk: Desk, run_jobs: Callable[[], int]) -> None:
    """The first chamber of the new version is of another phase than that of the old one."""
    skovde, coach = desk.municipality, make_member(Role.COACH, municipality=desk.municipality)
    idea = make_idea(municipality=skovde)
    with in_municipality(skovde):
        triage(idea, answer=Answer(outcome=InboxOutcome.TAKE_IN_IDEA, message="Välkommen."), actor=coach)
        remove(desk, 1)
        desk.publish()
    run_jobs()
    with in_region():
        way = PhaseStay.objects.filter(fact__idea_key=idea.key).order_by("number").values_list("phase", flat=True)
        assert list(way) == ["capture", "understand", "develop"]


def test_answers_follow_to_conditions_of_the_same_code_and_kind(desk: Desk) -> None:
    coach = make_member(Role.COACH, municipality=desk.municipality)
    idea = make_idea(municipality=desk.municipality, stage=1)
    meet_conditions(idea, municipality=desk.municipality, by=coach)
    with in_municipality(desk.municipality):
        need, solved, maintenance = desk.stages()[0].gate.criteria.all()
        values = parts.values_of(solved) | {"kind": Criterion.Kind.NUMBER}
        parts.change_part(solved, values=values, seen=parts.state_of(solved), actor=desk.editor)
        parts.remove_part(maintenance, seen=parts.state_of(maintenance), actor=desk.editor)
        done = desk.publish()
        answers = CriterionAnswer.objects.filter(idea=idea, criterion__gate__source__model=desk.draft)
        assert [(one.criterion_id, one.evidence, one.answered_by) for one in answers] == [
            (need.pk, "Underlag för need_confirmed", coach)
        ]
        assert done.answers == 1
        assert CriterionAnswer.objects.filter(idea=idea).count() == 4


def test_idea_connected_to_another_follows_without_a_new_stretch(desk: Desk) -> None:
    idea = make_idea(municipality=desk.municipality, stage=1, status="merged")
    with in_municipality(desk.municipality):
        desk.publish(promises=Promises.RENEW)
        before = idea.promised_on
        idea.refresh_from_db()
        assert (idea.status, model_of(idea), idea.promised_on) == ("merged", desk.draft, before)
        assert "to" not in Event.objects.get(kind=EVENT, subject_id=idea.pk).data


def test_concluded_idea_keeps_the_model_it_was_decided_in(desk: Desk) -> None:
    idea = make_idea(municipality=desk.municipality, stage=2, status="concluded")
    with in_municipality(desk.municipality):
        desk.publish()
        stage = idea.stage
        idea.refresh_from_db()
        assert idea.stage == stage
        assert len(flight(idea).steps) == 5


def test_administrator_publishes(desk: Desk) -> None:
    admin = make_member(Role.ADMINISTRATOR, municipality=desk.municipality)
    with in_municipality(desk.municipality):
        assert desk.publish(actor=admin).by == admin


def test_held_proposal_follows_to_the_gate_that_asks_the_same(desk: Desk) -> None:
    proposal = hold(desk, make_idea(municipality=desk.municipality, stage=1))
    with in_municipality(desk.municipality):
        gate = desk.stages()[0].gate
        desk.publish()
        proposal.refresh_from_db()
        assert proposal.gate == gate


def test_decision_opened_before_the_publishing_is_told_to_look_again(desk: Desk) -> None:
    coach = make_member(Role.COACH, municipality=desk.municipality)
    manager = make_member(Role.MANAGER, municipality=desk.municipality)
    idea = make_idea(municipality=desk.municipality, stage=1)
    with in_municipality(desk.municipality):
        seen = Seen.now(Idea.objects.select_related("stage__gate").get(pk=idea.pk))
        desk.publish()
    before = standing(desk.municipality)
    with in_municipality(desk.municipality), pytest.raises(NotPossible):
        hold_decision(Idea.objects.get(pk=idea.pk), draft=draft_by(coach), seen=seen, actor=manager)
    assert standing(desk.municipality) == before


def many_more(desk: Desk, number: int) -> None:
    """So many ideas like the first one in every stage, each with an answered condition and a held proposal."""
    models = (Idea, CriterionAnswer, Proposal)
    with in_municipality(desk.municipality):
        for pk in Idea.objects.order_by("pk").values_list("pk", flat=True)[:3]:
            of_one = {"pk": pk}, {"idea": pk}, {"idea": pk}
            like, *rest = (model.objects.filter(**of).values()[0] for model, of in zip(models, of_one, strict=True))
            first = Idea.objects.count() + 1
            new = [
                _like(like) | {"registry_number": f"KS 1999/{n}", "diary_number": n}
                for n in range(first, first + number)
            ]
            own = [{"key": uuid.uuid4(), "submission_key": uuid.uuid4()} for _ in new]
            ideas = Idea.objects.bulk_create([Idea(**one | key) for one, key in zip(new, own, strict=True)])
            for model, row in zip(models[1:], rest, strict=True):
                model.objects.bulk_create([model(**_like(row) | {"idea_id": idea.pk}) for idea in ideas])


def _like(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}


def test_statements_do_not_grow_with_the_ideas(desk: Desk) -> None:
    """Ten of them and two hundred, with answers and held proposals that follow."""
    coach = make_member(Role.COACH, municipality=desk.municipality)
    for stage in (1, 2, 3):
        idea = make_idea(municipality=desk.municipality, stage=stage, coach=coach)
        meet_conditions(idea, municipality=desk.municipality, by=coach)
        hold(desk, idea)
    counts = []
    for number in (3, 64):
        many_more(desk, number)
        with in_municipality(desk.municipality), CaptureQueriesContext(connection) as asked:
            done = desk.publish()
        counts.append((done.ideas > 190, len(asked)))
        with in_municipality(desk.municipality):
            assert Proposal.objects.filter(gate__source__model=desk.draft).count() == done.ideas
            desk.draft = begin_draft(source=model_in_use(), actor=desk.editor)
    assert [large for large, _asked in counts] == [False, True]
    assert counts[0][1] == counts[1][1]


def test_old_gates_and_other_municipalities_are_left_alone(desk: Desk, hjo: Municipality) -> None:
    theirs = make_idea(municipality=hjo, stage=2)
    before = standing(hjo)
    with in_municipality(desk.municipality):
        desk.publish()
        assert Gate.objects.count() == 10
    assert standing(hjo) == before
    assert theirs.status == "active"
