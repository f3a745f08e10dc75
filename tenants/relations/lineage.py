"""What an idea belongs together with, as its page of likenesses shows it."""

from dataclasses import dataclass

from django.db.models import Q

from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea, Status
from tenants.ideas.rows import IdeaRow, rows_of
from tenants.people.models import Member
from tenants.relations.dismiss import dismissed_for
from tenants.relations.models import Bundle, BundledIdea
from tenants.similar.search import similar_to

MOST_SUGGESTED = 8


@dataclass(frozen=True)
class Lineage:
    """Only what the reader may see. `into` is what this one goes on in, `here` are those that go on in this one."""

    into: IdeaRow | None
    here: list[IdeaRow]
    bundle: Bundle | None
    beside: list[IdeaRow]

    @property
    def keys(self) -> set[int]:
        return {row.pk for row in (*([self.into] if self.into else []), *self.here, *self.beside)}


def lineage_of(idea: Idea, *, reader: Member) -> Lineage:
    """Two statements, however many ideas there are."""
    place = BundledIdea.objects.filter(idea=idea, left_at=None).select_related("bundle").first()
    bundle = place.bundle if place else None
    beside = BundledIdea.objects.filter(bundle=bundle, left_at=None).values("idea") if bundle else []
    together = Q(connected_to=idea, status=Status.MERGED) | Q(pk=idea.connected_to_id) | Q(pk__in=beside)
    rows = rows_of(visible_to(reader).filter(together).exclude(pk=idea.pk).order_by("-received_at", "-id"))
    merged_here = set(Idea.objects.filter(connected_to=idea).values_list("pk", flat=True))
    into = next((row for row in rows if row.pk == idea.connected_to_id), None)
    here = [row for row in rows if row.pk in merged_here]
    others = [row for row in rows if row.pk != idea.connected_to_id and row.pk not in merged_here]
    return Lineage(into=into, here=here, bundle=bundle, beside=others)


def suggestions_for(idea: Idea, *, reader: Member, known: set[int]) -> list[IdeaRow]:
    """What is like the idea among what the reader may see, and is neither joined with it nor found unlike."""
    hits = similar_to(
        title=idea.title,
        text=f"{idea.text}\n{idea.for_whom}",
        among=visible_to(reader),
        without={idea.pk, *known, *dismissed_for(idea)},
        limit=MOST_SUGGESTED,
    )
    rows = {row.pk: row for row in rows_of(visible_to(reader).filter(pk__in=[hit.pk for hit in hits]))}
    return [rows[hit.pk] for hit in hits if hit.pk in rows]
