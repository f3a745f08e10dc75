"""Goals: read by all members; what is linked to them only by those who may read it."""

from typing import Any

from sluss import clock
from sluss.tenancy import in_municipality
from tenants.benefits.models import Benefit
from tenants.challenges.models import Challenge
from tenants.goals.kinds import BENEFIT, CHALLENGE, NEED
from tenants.goals.link import link
from tenants.ideas.models import Idea, Source
from tenants.needs.models import Need
from tenants.people.models import Role
from tests.factories.goals import make_goal
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.rows import Row, member

ROUTES: dict[str, Row] = {
    "mal/": member(),
    "mal/export.csv": member(page=False),
    "mal/forvaltningar/export.csv": member(page=False),
    "mal/importera/": member(),
    "mal/ny/": member(),
    "mal/forvaltningar/": member(),
    "mal/arsplan/": member(),
    "mal/for/<slug:kind>/<int:other>/": member("goal_kind", "challenge"),
    "mal/<int:pk>/": member("goal"),
    "mal/<int:pk>/andra/": member("goal"),
    "mal/<int:pk>/steg/<slug:step>/": member("goal", "goal_step"),
    "mal/<int:pk>/koppla/<slug:kind>/": member("goal", "goal_kind"),
    "mal/<int:pk>/koppla/<slug:kind>/<int:other>/ta-bort/": member("goal", "goal_kind", "challenge"),
}


def plant(world: Any) -> None:
    place, actor = world.municipality, world.members[Role.INNOVATION_MANAGER]
    goal = make_goal(municipality=place, title=f"{CANARY} mål")
    with in_municipality(place):
        waiting = Idea.objects.get(pk=world.objects["waiting"])
        need = Need.objects.create(
            title=f"{INNER_CANARY} behov",
            source=Source.EMPLOYEE,
            origin=waiting,
            heard_on=clock.today(),
            created_at=clock.now(),
        )
        benefit = Benefit.objects.create(
            idea=waiting, kind="quality", name=f"{INNER_CANARY} nytta", unit="dagar", created_at=clock.now()
        )
        draft = Challenge.objects.get(pk=world.objects["draft_challenge"])
        known = Challenge.objects.get(pk=world.objects["challenge"])
        for kind, other in ((NEED, need), (BENEFIT, benefit), (CHALLENGE, draft), (CHALLENGE, known)):
            link(goal, kind=kind, other=other, actor=actor)
    world.objects |= {"goal": goal.pk, "goal_kind": "utmaning", "goal_step": "archived"}
