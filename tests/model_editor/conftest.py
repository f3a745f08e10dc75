"""An editor in Skövde, and a draft of the next version like the one in use."""

from dataclasses import dataclass

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from tenants.decisions.draft import Seen
from tenants.decisions.hold_decision import hold_decision
from tenants.decisions.models import Proposal
from tenants.ideas.models import CriterionAnswer, Idea
from tenants.model_editor import moving, parts
from tenants.model_editor.drafts import begin_draft
from tenants.model_editor.models import Promises, Publishing
from tenants.model_editor.publish import publish
from tenants.model_editor.selectors import stages_of
from tenants.people.models import Member, Role
from tenants.pipeline.in_use import model_in_use
from tenants.pipeline.models import InnovationModel, Stage
from tests.factories.decisions import draft_by
from tests.factories.people import make_member


@dataclass
class Desk:
    """Where the model is edited. Its methods work in the municipality's scope."""

    municipality: Municipality
    editor: Member
    draft: InnovationModel

    def stages(self) -> list[Stage]:
        return stages_of(self.draft)

    def seen(self) -> str:
        self.draft.refresh_from_db()
        return moving.seen_now(self.draft, moving.places_of(self.draft))

    def mapping(self) -> dict[int, int]:
        """What is likely, and the first stage for what has no likely one."""
        targets = self.stages()
        return {
            stage.pk: (moving.likely_target(stage, targets) or targets[0]).pk for stage in stages_of(model_in_use())
        }

    def publish(self, **changes: object) -> Publishing:
        plan: dict[str, object] = {
            "mapping": changes["mapping"] if "mapping" in changes else self.mapping(),
            "seen": self.seen(),
            "promises": Promises.KEEP,
            "actor": self.editor,
        }
        return publish(**(plan | changes))  # type: ignore[arg-type]


@pytest.fixture
def desk(skovde: Municipality) -> Desk:
    editor = make_member(Role.INNOVATION_MANAGER, municipality=skovde, name="Ines Ledare")
    with in_municipality(skovde):
        draft = begin_draft(source=model_in_use(), actor=editor)
    return Desk(municipality=skovde, editor=editor, draft=draft)


def standing(municipality: Municipality) -> list[tuple[object, ...]]:
    """Everything of ideas and models that a publishing may change."""
    with in_municipality(municipality):
        return [
            *Idea.objects.order_by("pk").values_list("pk", "status", "stage", "promised_on", "entered_stage_at"),
            *InnovationModel.objects.order_by("pk").values_list("pk", "in_use", "published_at"),
            *CriterionAnswer.objects.order_by("pk").values_list("pk", "criterion"),
            *Proposal.objects.order_by("pk").values_list("pk", "gate"),
            ("events", Event.objects.count(), Publishing.objects.count()),
        ]


def remove(desk: Desk, position: int) -> Stage:
    stage = desk.stages()[position - 1]
    parts.remove_part(stage, seen=parts.state_of(stage), actor=desk.editor)
    return stage


def hold(desk: Desk, idea: Idea) -> Proposal:
    coach = make_member(Role.COACH, municipality=desk.municipality)
    manager = make_member(Role.MANAGER, municipality=desk.municipality)
    with in_municipality(desk.municipality):
        row = Idea.objects.get(pk=idea.pk)
        return hold_decision(row, draft=draft_by(coach), seen=Seen.now(row), actor=manager)
