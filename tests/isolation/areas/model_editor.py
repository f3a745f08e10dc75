"""The model's editor: a draft is inner work until it is published."""

from typing import Any

from sluss.tenancy import in_municipality
from tenants.model_editor.drafts import begin_draft
from tenants.model_editor.parts import change_part, state_of, values_of
from tenants.model_editor.selectors import stages_of
from tenants.people.models import Role
from tenants.pipeline.in_use import model_in_use
from tenants.pipeline.models import InnovationModel
from tests.isolation.canaries import INNER_CANARY
from tests.isolation.rows import Row, member

VERSION = 7
ROUTES: dict[str, Row] = {
    "modell/": member(),
    "modell/version/<int:version>/": member("model_version"),
    "modell/utkast/": member(),
    "modell/utkast/grund/": member(),
    "modell/utkast/slang/": member(),
    "modell/utkast/publicera/": member(),
    "modell/utkast/steg/nytt/": member(),
    "modell/utkast/steg/<int:pk>/": member("draft_stage"),
    "modell/utkast/steg/<int:pk>/flytta/<slug:way>/": member("draft_stage", "way_up", page=False),
    "modell/utkast/steg/<int:pk>/ta-bort/": member("draft_stage"),
    "modell/utkast/steg/<int:pk>/villkor/": member("draft_stage"),
    "modell/utkast/villkor/<int:pk>/": member("draft_criterion"),
    "modell/utkast/villkor/<int:pk>/flytta/<slug:way>/": member("draft_criterion", "way_up", page=False),
    "modell/utkast/villkor/<int:pk>/ta-bort/": member("draft_criterion"),
}


def plant(world: Any) -> None:
    editor = world.members[Role.INNOVATION_MANAGER]
    with in_municipality(world.municipality):
        # A number that no other municipality has a version of.
        InnovationModel.objects.filter(in_use=True).update(version=VERSION)
        draft = begin_draft(source=model_in_use(), actor=editor)
        stage = stages_of(draft)[0]
        criterion = stage.gate.criteria.all()[0]
        for part, changes in (
            (draft, {"name": f"{INNER_CANARY} modell"}),
            (stage, {"name_sv": f"{INNER_CANARY} steg", "name_en": ""}),
            (criterion, {"text_sv": f"{INNER_CANARY} villkor", "text_en": ""}),
        ):
            change_part(part, values=values_of(part) | changes, seen=state_of(part), actor=editor)
    world.objects |= {
        "model_version": VERSION,
        "draft_stage": stage.pk,
        "draft_criterion": criterion.pk,
        "way_up": "upp",
    }
