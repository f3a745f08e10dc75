"""Needs that are like something: another need, or what lies in the inbox."""

from tenants.ideas.connecting import Suggestion
from tenants.ideas.models import Idea
from tenants.needs.access import visible_to
from tenants.needs.inbox import PREFIX, as_target
from tenants.needs.models import Need, Status
from tenants.people.models import Member
from tenants.similar.search import similar_to

MOST = 3
# Needs are short: what shares less than this shares a turn of phrase.
FLOOR = 0.13


def like_need(need: Need, *, member: Member) -> list[Need]:
    """At most three other open needs that the member may see, the likest first."""
    among = visible_to(member).filter(status=Status.OPEN)
    hits = similar_to(
        title=need.title,
        text=f"{need.who}\n{need.situation}",
        among=among,
        kind=PREFIX,
        without=[need.pk],
        limit=MOST,
        floor=FLOOR,
    )
    rows = among.in_bulk([hit.pk for hit in hits]) if hits else {}
    return [rows[hit.pk] for hit in hits if hit.pk in rows]


def suggested(member: Member, idea: Idea) -> list[Suggestion]:
    """What the inbox may connect the idea to."""
    among = visible_to(member).filter(status=Status.OPEN)
    hits = similar_to(title=idea.title, text=idea.text, among=among, kind=PREFIX, limit=MOST, floor=FLOOR)
    titles = dict(among.filter(pk__in=[hit.pk for hit in hits]).values_list("pk", "title")) if hits else {}
    return [Suggestion(hit.likeness, as_target(hit.pk, titles[hit.pk])) for hit in hits if hit.pk in titles]
