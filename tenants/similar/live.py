"""“Is it like this?”: what the forms for leaving an idea show while somebody writes, at most three."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from tenants.ideas.access import BEFORE_THE_CHAMBERS, visible_to
from tenants.ideas.models import Idea, Secrecy, Status, Visibility
from tenants.ideas.rows import IdeaRow, rows_of
from tenants.people.models import Member
from tenants.similar.search import similar_to

MOST_SHOWN = 3
# A word or two of everyday language is like much; what is shown while somebody writes must be worth reading.
FLOOR = 0.13
FEWEST_LETTERS = 8
# Went another way: somebody else answers for it now.
ELSEWHERE = (Status.WRONG_DOOR, Status.MERGED)


@dataclass(frozen=True)
class Alike:
    """What was found for what had been written. `asked` is whether there was enough to look for."""

    asked: bool
    rows: list[IdeaRow]


def alike(*, title: str, text: str, member: Member | None) -> Alike:
    """Among what the member may see, for a resident among what is public."""
    if len(title.strip()) + len(text.strip()) < FEWEST_LETTERS:
        return Alike(asked=False, rows=[])
    among = visible_to(member) if member else readable_by_anyone()
    hits = similar_to(title=title, text=text, among=among, limit=MOST_SHOWN, floor=FLOOR)
    rows = {row.pk: row for row in rows_of(among.filter(pk__in=[hit.pk for hit in hits]))} if hits else {}
    return Alike(asked=True, rows=[rows[hit.pk] for hit in hits if hit.pk in rows])


def readable_by_anyone() -> QuerySet[Idea]:
    """Public ideas that have been taken in and bear no mark, while they read as somebody read and opened them: what
    has been written on them since is not shown to everyone before it has been read as well."""
    public = Idea.objects.filter(visibility=Visibility.PUBLIC, secrecy=Secrecy.NONE, opened__revision=F("revision"))
    return public.exclude(status__in=(*BEFORE_THE_CHAMBERS, *ELSEWHERE))
