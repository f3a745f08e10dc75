"""What is linked to a need, and to an idea, as the member may see it."""

from dataclasses import dataclass

from django.db.models import Q

from tenants.ideas import access as ideas
from tenants.ideas.rows import IdeaRow, rows_of
from tenants.needs.access import visible_to
from tenants.needs.models import Bond, Need, NeedIdea
from tenants.people.models import Member

MOST = 50


@dataclass(frozen=True)
class Linked:
    """An idea of a need, with what it is to it."""

    row: IdeaRow
    bond: str
    bond_label: str


def ideas_of(need: Need, *, member: Member) -> list[Linked]:
    """The linked ideas that the member may see, those about how to meet it first and at most MOST: two statements."""
    links = NeedIdea.objects.filter(need=need, idea__in=ideas.visible_to(member).values("pk"))
    bonds = dict(links.order_by("bond", "linked_at", "id").values_list("idea_id", "bond")[: MOST + 1])
    rows = rows_of(ideas.visible_to(member).filter(pk__in=bonds).order_by("received_at", "id")) if bonds else []
    linked = [Linked(row, bonds[row.pk], str(Bond(bonds[row.pk]).label)) for row in rows]
    return sorted(linked, key=lambda one: one.bond != Bond.IDEA)


def needs_of(idea_key: int, *, member: Member) -> list[Need]:
    """The needs of an idea that the member may see, at most MOST: the one it came in as, and those it is linked to."""
    linked = NeedIdea.objects.filter(idea=idea_key).values("need")
    return list(visible_to(member).filter(Q(origin=idea_key) | Q(pk__in=linked)).order_by("-heard_on", "-id")[:MOST])
