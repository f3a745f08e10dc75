"""The open pages: an idea that is shown to everyone, a comment that waits and one that is shown, a support to confirm.

What is shown to everyone bears no canary: it must be found outside.
"""

from typing import Any

from sluss import clock
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea
from tenants.public_site import comments
from tenants.public_site.models import Support
from tenants.public_site.open_idea import open_idea
from tenants.public_site.support import LINK
from tests.factories.ideas import make_idea
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.rows import For, Row, member

ANYONE = For.ANYONE
ROUTES: dict[str, Row] = {
    "oppet/": Row(ANYONE),
    "oppet/ideer/": Row(ANYONE),
    "oppet/ideer/<uuid:key>/": Row(ANYONE, ("open_idea",)),
    "oppet/ideer/<uuid:key>/stod/": Row(ANYONE, ("open_idea",), page=False),
    "oppet/ideer/<uuid:key>/kommentar/": Row(ANYONE, ("open_idea",), page=False),
    "oppet/ideer/<uuid:key>/kommentar/<int:pk>/anmal/": Row(ANYONE, ("open_idea", "shown_comment"), page=False),
    "oppet/stod/<str:token>/": Row(For.SECRET, ("support_token",)),
    "oppet/lardomar/": Row(ANYONE),
    "kommentarer/": member(),
    "kommentarer/<int:pk>/visa/": member("waiting_comment", page=False),
    "kommentarer/<int:pk>/dolj/": member("waiting_comment"),
    "ideer/<int:pk>/visa-for-alla/": member("idea"),
    "ideer/<int:pk>/sluta-visa/": member("idea", page=False),
}
TOKEN = "s" * 43


def plant(world: Any) -> None:
    place, everything = world.municipality, world.everything
    idea = make_idea(municipality=place, stage=2, title="Öppen idé", bearer=everything)
    with in_municipality(place):
        shown = open_idea(idea, revision=idea.revision, actor=everything)
        waiting = comments.write_comment(shown.idea, name=INNER_CANARY, text=f"{INNER_CANARY} väntar")
        read = comments.write_comment(shown.idea, name="Besökare", text="Bra tanke.")
        comments.show(read, actor=everything)
        Support.objects.create(idea=idea, person="x" * 64, asked_at=clock.now(), token_digest=LINK.digest(TOKEN))
        # What is written after it was opened stays inside.
        Idea.objects.filter(pk=idea.pk).update(text=f"{CANARY} skrivet efteråt", revision=2)
    world.objects |= {
        "open_idea": idea.key,
        "waiting_comment": waiting.pk,
        "shown_comment": read.pk,
        "support_token": TOKEN,
    }
