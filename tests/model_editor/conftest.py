"""An editor in Skövde, and a draft of the next version like the one in use."""

from dataclasses import dataclass

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.model_editor import moving
from tenants.model_editor.drafts import begin_draft
from tenants.model_editor.models import Promises, Publishing
from tenants.model_editor.publish import publish
from tenants.model_editor.selectors import stages_of
from tenants.people.models import Member, Role
from tenants.pipeline.in_use import model_in_use
from tenants.pipeline.models import InnovationModel, Stage
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
            "mapping": self.mapping(),
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
