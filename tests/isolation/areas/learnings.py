"""Learnings: a signed one that all members may read, drafts, one of a marked idea, and a public one without a name."""

from typing import Any

from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea
from tenants.learnings.models import Visibility
from tenants.people.models import Role
from tests.factories.learnings import make_draft, make_learning
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.rows import For, Row, member

ROUTES: dict[str, Row] = {
    "lardomar/": member(),
    "lardomar/export.csv": member(page=False),
    "lardomar/utkast/<int:pk>/": member("learning_draft"),
    "lardomar/utkast/<int:pk>/signera/": member("learning_draft_to_sign", page=False),
    "lardomar/utkast/<int:pk>/ta-bort/": member("learning_draft_to_go"),
    "lardomar/<uuid:key>/": member("learning"),
    "lardomar/<uuid:key>/tack/": member("learning", page=False),
    "lardomar/<uuid:key>/ny-lydelse/": member("learning"),
    "lardom/<uuid:key>/": Row(For.ANYONE, ("public_learning",)),
    "ideer/<int:pk>/lardomar/": member("idea"),
    "ideer/<int:pk>/lardomar/ny/": member("idea"),
    "ideer/<int:pk>/lardomar/<uuid:key>/anvand/": member("idea", "learning", page=False),
}


def plant(world: Any) -> None:
    place, by = world.municipality, world.members[Role.INNOVATION_MANAGER]
    with in_municipality(place):
        idea, secret = (Idea.objects.get(pk=world.objects[name]) for name in ("idea", "secret"))
    known, inner = ({name: f"{word} {name}" for name in TEXTS} for word in (CANARY, INNER_CANARY))
    signed = make_learning(idea, municipality=place, by=by, written_by=world.members[Role.COACH], **known)
    make_learning(secret, municipality=place, by=by, **inner)
    public = make_learning(idea, municipality=place, by=by, visibility=Visibility.PUBLIC)
    world.objects |= {"learning": signed.key, "public_learning": public.key}
    for name in ("learning_draft", "learning_draft_to_sign", "learning_draft_to_go"):
        world.objects[name] = make_draft(idea, municipality=place, by=by, **inner).pk


TEXTS = ("assumption", "learned", "evidence", "helps")
