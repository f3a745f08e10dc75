"""The follow-up: figures of one municipality alone; views that are kept are their owner's or of all who follow up."""

from typing import Any

from sluss.tenancy import in_municipality
from tenants.followup.saved import save_view
from tenants.followup.sections.all import PARTS
from tenants.people.models import Role
from tests.isolation.canaries import INNER_CANARY
from tests.isolation.rows import Row, member

ROUTES: dict[str, Row] = {
    "uppfoljning/": member(),
    "uppfoljning/vyer/": member(),
    "uppfoljning/vyer/<int:pk>/": member("saved_view"),
    "uppfoljning/vyer/<int:pk>/ta-bort/": member("saved_view"),
    "uppfoljning/vyer/<int:pk>/start/": member("saved_view", page=False),
    **{f"uppfoljning/{code}/": member() for code in PARTS},
    **{f"uppfoljning/{code}/{key}.csv": member(page=False) for code, part in PARTS.items() for key in part.tables},
}


def plant(world: Any) -> None:
    owner = world.members[Role.INNOVATION_MANAGER]
    with in_municipality(world.municipality):
        view = save_view(name=f"{INNER_CANARY} vy", query="source=resident", shared=True, owner=owner)
    world.objects["saved_view"] = view.pk
