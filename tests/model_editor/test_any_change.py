"""Whatever is changed in the draft and whatever is chosen, every idea has exactly one stage, of the version in use."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.phases import ORDER, position
from sluss.workflow.transitions import NotPossible
from tenants.ideas.facts import facts_of
from tenants.ideas.models import IN_CHAMBERS, Idea
from tenants.ideas.stays import movements
from tenants.model_editor import parts
from tenants.model_editor.drafts import begin_draft
from tenants.model_editor.models import Promises
from tenants.model_editor.publish import EVENT
from tenants.model_editor.rules import judge
from tenants.pipeline.in_use import model_in_use
from tenants.pipeline.models import InnovationModel
from tests.factories.ideas import make_idea
from tests.factories.transactions import rolled_back
from tests.model_editor.conftest import Desk

pytestmark = pytest.mark.django_db
NEW = {
    **dict.fromkeys(("name_en", "purpose_sv", "purpose_en", "bearer_guidance_sv", "bearer_guidance_en"), ""),
    **dict.fromkeys(("manager_guidance_sv", "manager_guidance_en"), ""),
    "promise_days": 10,
    "work_limit": None,
    "decider_role": "manager",
}
EDITS = st.lists(
    st.tuples(st.sampled_from(("add", "remove", "up", "down", "phase")), st.integers(0, 11), st.sampled_from(ORDER)),
    max_size=5,
)


def edit(desk: Desk, what: str, where: int, phase: str, number: int) -> None:
    stages = desk.stages()
    if what == "add":
        parts.add_stage(values=NEW | {"name_sv": f"Steg {number}", "phase": phase}, actor=desk.editor)
        return
    if not stages:
        return
    stage = stages[where % len(stages)]
    if what == "remove":
        parts.remove_part(stage, seen=parts.state_of(stage), actor=desk.editor)
    elif what == "phase":
        values = parts.values_of(stage) | {"phase": phase}
        parts.change_part(stage, values=values, seen=parts.state_of(stage), actor=desk.editor)
    else:
        parts.move_part(stage, by=-1 if what == "up" else 1, actor=desk.editor)


def check_draft(desk: Desk) -> None:
    """Places without gaps, and every gate leads to the next stage."""
    stages = desk.stages()
    assert [stage.position for stage in stages] == list(range(1, len(stages) + 1))
    assert [stage.gate.target_id for stage in stages] == [*(stage.pk for stage in stages[1:]), None][: len(stages)]


def check_ideas(before: dict[int, str]) -> None:
    """Nothing lost, one stage each, the region told what the events tell."""
    assert InnovationModel.objects.filter(in_use=True).count() == 1
    model = model_in_use()
    ideas = list(Idea.objects.select_related("stage").order_by("pk"))
    assert {idea.pk: idea.status for idea in ideas} == before
    moves = movements(ideas, using="default")
    for idea, fact in zip(ideas, facts_of(ideas), strict=True):
        assert idea.status not in IN_CHAMBERS or (idea.stage is not None and idea.stage.model_id == model.pk)
        assert fact["phase"] == (idea.stage.phase if idea.stage else "capture")
        assert position(fact["furthest_phase"]) >= position(fact["phase"])
        if any("moved_to" in move.data for move in moves[idea.pk]):
            assert fact["stays"][-1]["phase"] == fact["phase"]
            assert fact["stays"][-1]["promised_on"] == fact["promised_on"]


@settings(
    max_examples=6,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rounds=st.lists(st.tuples(EDITS, st.integers(0, 1_000), st.sampled_from(Promises)), min_size=1, max_size=2))
def test_every_idea_keeps_exactly_one_stage(
    desk: Desk, rounds: list[tuple[list[tuple[str, int, str]], int, Promises]]
) -> None:
    # Each example begins with the draft that the fixture made.
    desk = replace(desk)
    with in_municipality(desk.municipality), rolled_back():
        for stage, status in ((1, "active"), (2, "on_hold"), (3, "active"), (5, "active"), (None, "inbox")):
            make_idea(municipality=desk.municipality, stage=stage, status=status)
        make_idea(municipality=desk.municipality, stage=4, status="merged")
        before = dict(Idea.objects.values_list("pk", "status"))
        for edits, seed, promises in rounds:
            for number, (what, where, phase) in enumerate(edits):
                edit(desk, what, where, phase, number)
                check_draft(desk)
            _publish(desk, seed, promises)
            check_ideas(before)


def _publish(desk: Desk, seed: int, promises: Promises) -> None:
    """By any mapping at all; a draft with errors changes nothing and is gone on with in the next round."""
    targets = desk.stages()
    running = Idea.objects.filter(stage__isnull=False)
    mapping = {
        source: targets[(seed + source) % len(targets)].pk
        for source in running.values_list("stage", flat=True)
        if targets and source is not None
    }
    events = Event.objects.filter(kind=EVENT).count()
    if judge(desk.draft, targets).errors:
        with pytest.raises(NotPossible):
            desk.publish(mapping=mapping, promises=promises)
        assert Event.objects.filter(kind=EVENT).count() == events
        return
    done = desk.publish(mapping=mapping, promises=promises)
    assert Event.objects.filter(kind=EVENT).count() == events + done.ideas == events + 5
    desk.draft = begin_draft(source=model_in_use(), actor=desk.editor)
