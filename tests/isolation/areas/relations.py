"""What is like an idea, and ideas in a bundle: the texts around them are the canaries that were planted already."""

from typing import Any

from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea
from tenants.people.models import Role
from tenants.relations.bundle import create_bundle
from tests.factories.ideas import make_idea
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.rows import Row, member

ROUTES: dict[str, Row] = {
    "ideer/<int:pk>/liknande/": member("idea"),
    "ideer/<int:pk>/liknande/visa-igen/": member("idea", page=False),
    "ideer/<int:pk>/liknande/<int:other>/inte-lika/": member("idea", "alike", page=False),
    "ideer/<int:pk>/sla-ihop/<int:other>/": member("idea", "alike"),
    "ideer/<int:pk>/dela-igen/": member("idea"),
    "ideer/<int:pk>/samla/<int:other>/": member("idea", "alike"),
    "samlingar/<uuid:key>/": member("bundle"),
    "samlingar/<uuid:key>/los-upp/": member("bundle", page=False),
    "samlingar/<uuid:key>/<int:pk>/ta-ut/": member("bundle", "bundled", page=False),
}


def plant(world: Any) -> None:
    place, actor = world.municipality, world.members[Role.INNOVATION_MANAGER]
    alike = make_idea(municipality=place, stage=1, title=f"{CANARY} idé som liknar")
    lead = make_idea(municipality=place, stage=1, title=f"{INNER_CANARY} samlad idé", secrecy="assess")
    with in_municipality(place):
        beside = Idea.objects.get(pk=world.objects["secret"])
        heading = f"{INNER_CANARY} samling"
        bundle = create_bundle(lead, beside, heading=heading, message=f"{INNER_CANARY} ord", actor=actor)
    world.objects |= {"alike": alike.pk, "bundle": bundle.key, "bundled": beside.pk}
