"""Benefits: one on an idea that all members may see, and one on an idea that is marked."""

from typing import Any

from sluss.tenancy import in_municipality
from tenants.benefits.models import Alternative, Point
from tenants.ideas.models import Idea
from tenants.people.models import Role
from tests.factories.benefits import make_benefit, make_case, make_value
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.rows import Row, member

ROUTES: dict[str, Row] = {
    "nytta/": member(),
    "nytta/export.csv": member(page=False),
    "nytta/<uuid:key>/": member("benefit"),
    "nytta/<uuid:key>/<slug:point>/": member("benefit", "benefit_point"),
    "ideer/<int:pk>/nytta/": member("idea"),
    "ideer/<int:pk>/nytta/effektkedja/": member("idea"),
    "ideer/<int:pk>/nytta/kalkyl/": member("idea"),
    "ideer/<int:pk>/nytta/alternativ/": member("idea"),
    "ideer/<int:pk>/nytta/alternativ/<int:alternative>/": member("idea", "benefit_alternative"),
    "ideer/<int:pk>/nytta/alternativ/<int:alternative>/ta-bort/": member("secret", "secret_alternative"),
    "ideer/<int:pk>/nytta/alternativ/<int:alternative>/rad/": member("idea", "benefit_alternative"),
    "ideer/<int:pk>/nytta/alternativ/<int:alternative>/rad/<int:line>/": member(
        "idea", "benefit_alternative", "benefit_line"
    ),
    "ideer/<int:pk>/nytta/alternativ/<int:alternative>/rad/<int:line>/ta-bort/": member(
        "secret", "secret_alternative", "secret_line"
    ),
    "ideer/<int:pk>/nytta/matt/": member("idea"),
}


def plant(world: Any) -> None:
    place, by = world.municipality, world.members[Role.INNOVATION_MANAGER]
    for word, name in ((CANARY, "idea"), (INNER_CANARY, "secret")):
        with in_municipality(place):
            idea = Idea.objects.get(pk=world.objects[name])
        chosen = make_case(idea, municipality=place, actor=by, words=f"{word} nytta")
        benefit = make_benefit(idea, municipality=place, name=f"{word} mått", how=f"{word} så här", receiving_owner=by)
        make_value(benefit, Point.BASELINE, 3, municipality=place, by=by, how=f"{word} räknat")
        known = "benefit" if name == "idea" else "secret"
        with in_municipality(place):
            line = Alternative.objects.get(pk=chosen.pk).lines.get()
        world.objects |= {f"{known}_alternative": chosen.pk, f"{known}_line": line.pk}
        if name == "idea":
            world.objects |= {"benefit": benefit.key, "benefit_point": Point.AFTER.value}
