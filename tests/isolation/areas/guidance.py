"""The guidance: read by all members, changed by few, and each municipality's own."""

from typing import Any

from sluss.tenancy import in_municipality
from tenants.guidance.change import change_stage, change_step
from tenants.guidance.steps import BY_KEY
from tenants.guidance.texts import Words, words_of_stage, words_of_step
from tenants.people.models import Role
from tenants.pipeline.in_use import model_in_use
from tenants.pipeline.models import Gate, Stage
from tests.isolation.canaries import CANARY
from tests.isolation.rows import Row, member

ROUTES: dict[str, Row] = {
    "vagledning/": member(),
    "vagledning/chef/": member(),
    **{f"vagledning/{key}/andra/": member() for key in BY_KEY},
    "vagledning/steg/<int:pk>/<slug:audience>/": member("guidance_stage", "guidance_audience"),
}


def plant(world: Any) -> None:
    actor = world.members[Role.INNOVATION_MANAGER]
    words = Words(f"{CANARY} gör så här", f"{CANARY} do like this")
    with in_municipality(world.municipality):
        for step in BY_KEY.values():
            change_step(step, words=words, seen=words_of_step(step, None).seen, actor=actor)
        # A stage of a key that no other municipality has.
        stage = Stage.objects.create(
            model=model_in_use(), position=6, name_sv="Kanalsteget", phase="spread", promise_days=5
        )
        Gate.objects.create(source=stage)
        seen = words_of_stage(stage, "bearer").seen
        change_stage(stage, audience="bearer", words=words, seen=seen, actor=actor)
    world.objects |= {"guidance_stage": stage.pk, "guidance_audience": "bearer"}
