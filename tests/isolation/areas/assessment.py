"""Assessments: scores and comments are inner work; what is scored is told to every member."""

from typing import Any

from sluss.tenancy import in_municipality
from tenants.assessment.models import Side
from tenants.assessment.publish_scale import publish_scale
from tenants.assessment.scales import STANDARD, Wording
from tenants.people.models import Role
from tests.factories.assessment import ask, assessed
from tests.factories.ideas import make_idea
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.rows import Row, member

ROUTES: dict[str, Row] = {
    "bedomning/": member(),
    "bedomning/nasta/": member(page=False),
    "bedomning/<int:pk>/": member("assessment"),
    "bedomning/<int:pk>/ta-tillbaka/": member("assessment"),
    "bedomning/oversikt/": member(),
    "bedomning/oversikt/export.csv": member(page=False),
    "bedomning/oversikt/figur.csv": member(page=False),
    "bedomning/fordela/": member(),
    "bedomning/kriterier/": member(),
    "bedomning/kriterier/behov/": member(),
    "bedomning/kriterier/genomforbarhet/": member(),
    "ideer/<int:pk>/bedomning/": member("assessed_idea"),
}


def plant(world: Any) -> None:
    """An idea that two have assessed on each side, and one that the member with every role has still to assess."""
    place, asker = world.municipality, world.members[Role.INNOVATION_MANAGER]
    with in_municipality(place):
        own = Wording(*[f"{CANARY} {name}" for name in vars(STANDARD[Side.NEED][0])])
        publish_scale(side=Side.NEED, wordings=(own,), seen=0, actor=asker)
    idea = make_idea(municipality=place, stage=2, title=f"{CANARY} bedömd idé", coach=world.members[Role.COACH])
    by_side = {Side.NEED: (Role.MANAGER, Role.AGENT), Side.FEASIBILITY: (Role.REGISTRAR, Role.ADMINISTRATOR)}
    pairs = [(side, world.members[role]) for side, roles in by_side.items() for role in roles]
    waiting = ask(idea, world.everything, municipality=place, by=asker)
    for side, assessor in pairs:
        facts: dict[str, Any] = {
            "municipality": place,
            "by": asker,
            "side": side,
            "comment": f"{INNER_CANARY} {side.value}",
        }
        assessed(idea, assessor, 4, **facts)
    world.objects |= {"assessment": waiting.pk, "assessed_idea": idea.pk}
