"""What stops a publishing, with nothing changed."""

import pytest

from sluss.tenancy import in_municipality
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.model_editor import parts
from tenants.model_editor.publish import NewLook
from tenants.people.models import Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member
from tests.model_editor.conftest import Desk, hold, remove, standing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("roles", [(role,) for role in Role if role not in ("innovation_manager", "administrator")])
def test_others_publish_nothing(desk: Desk, roles: tuple[Role, ...]) -> None:
    make_idea(municipality=desk.municipality, stage=1)
    other = make_member(*roles, municipality=desk.municipality)
    before = standing(desk.municipality)
    with in_municipality(desk.municipality), pytest.raises(NotAllowed):
        desk.publish(actor=other)
    assert standing(desk.municipality) == before


def test_idea_that_came_after_the_preview_forces_a_new_look(desk: Desk) -> None:
    make_idea(municipality=desk.municipality, stage=1)
    with in_municipality(desk.municipality):
        seen = desk.seen()
    make_idea(municipality=desk.municipality, stage=4)
    before = standing(desk.municipality)
    with in_municipality(desk.municipality), pytest.raises(NewLook):
        desk.publish(seen=seen)
    assert standing(desk.municipality) == before


def test_draft_changed_after_the_preview_forces_a_new_look(desk: Desk) -> None:
    with in_municipality(desk.municipality):
        seen = desk.seen()
        parts.move_part(desk.stages()[1].gate.criteria.all()[0], by=1, actor=desk.editor)
    before = standing(desk.municipality)
    with in_municipality(desk.municipality), pytest.raises(NewLook):
        desk.publish(seen=seen)
    assert standing(desk.municipality) == before


@pytest.mark.parametrize("target", ["nothing", "a stage of the old version"])
def test_stage_without_a_target_in_the_draft_publishes_nothing(desk: Desk, target: str) -> None:
    idea = make_idea(municipality=desk.municipality, stage=1)
    mapping = {} if target == "nothing" else {idea.stage_id: idea.stage_id}
    before = standing(desk.municipality)
    with in_municipality(desk.municipality), pytest.raises(NotPossible, match=r"Välj vart|Choose where"):
        desk.publish(mapping=mapping)
    assert standing(desk.municipality) == before


def test_draft_with_errors_is_not_published(desk: Desk) -> None:
    with in_municipality(desk.municipality):
        parts.move_part(desk.stages()[4], by=-1, actor=desk.editor)
    before = standing(desk.municipality)
    with in_municipality(desk.municipality), pytest.raises(NotPossible, match=r"Spridning|Införande"):
        desk.publish()
    assert standing(desk.municipality) == before


@pytest.mark.parametrize("change", ["next stage", "decider"])
def test_held_proposal_that_would_answer_another_question_stops_the_publishing(desk: Desk, change: str) -> None:
    idea = make_idea(municipality=desk.municipality, stage=1)
    hold(desk, idea)
    with in_municipality(desk.municipality):
        if change == "next stage":
            remove(desk, 2)
        else:
            stage = desk.stages()[0]
            values = parts.values_of(stage) | {"decider_role": "innovation_manager"}
            parts.change_part(stage, values=values, seen=parts.state_of(stage), actor=desk.editor)
    before = standing(desk.municipality)
    with in_municipality(desk.municipality), pytest.raises(NotPossible, match=idea.registry_number):
        desk.publish()
    assert standing(desk.municipality) == before
