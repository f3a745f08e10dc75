"""Ideas that are open to all and like what a resident writes: found by the texts that were opened, and by no others."""

from django.urls import reverse

from tenants.public_site.models import OpenIdea
from tenants.public_site.open_idea import CLOSED, OPENED
from tenants.public_site.rules import open_ideas
from tenants.similar.kinds import IDEA, Kind
from tenants.similar.live import FLOOR, MOST_SHOWN, Like
from tenants.similar.search import similar_to

KIND = Kind(
    subject="open_idea",
    every=OpenIdea.objects.all,
    title="title",
    texts=("text", "for_whom"),
    events=(OPENED, CLOSED),
    told_of=IDEA,
)


def open_like(title: str, text: str) -> list[Like]:
    """The likest first, with the address of the open page."""
    among = open_ideas()
    hits = similar_to(title=title, text=text, among=among, kind=KIND.subject, limit=MOST_SHOWN, floor=FLOOR)
    rows = among.select_related("idea").in_bulk([hit.pk for hit in hits]) if hits else {}
    found = [(rows[hit.pk], hit.likeness) for hit in hits if hit.pk in rows]
    return [Like(row.title, reverse("public_site:idea", args=[row.idea.key]), near) for row, near in found]
