"""The inbox's light merge, *Connect to what exists*: both ideas tell of it on their timelines."""

from sluss.workflow.models import Event
from sluss.workflow.transitions import record
from tenants.ideas.access import visible_to
from tenants.ideas.answer import Answer
from tenants.ideas.connecting import MOST_SUGGESTED, Suggestion, target_of
from tenants.ideas.models import OPEN, Idea
from tenants.ideas.rows import rows_of
from tenants.ideas.transitions import InboxOutcome
from tenants.people.models import Member
from tenants.relations.dismiss import dismissed_for
from tenants.similar.search import similar_to

# What takes room beside the form must be worth reading.
FLOOR = 0.13


def connected(idea: Idea, answer: Answer, actor: Member) -> None:
    if answer.target:
        record(subject=answer.target, kind="joined", actor=actor, data={"source": idea.pk})


def suggested(member: Member, idea: Idea) -> list[Suggestion]:
    """Ideas on their way that the one in the inbox is like."""
    among = visible_to(member).filter(status__in=OPEN)
    without = {idea.pk, *dismissed_for(idea)}
    hits = similar_to(title=idea.title, text=idea.text, among=among, without=without, limit=MOST_SUGGESTED, floor=FLOOR)
    rows = {row.pk: row for row in rows_of(among.filter(pk__in=[hit.pk for hit in hits]))} if hits else {}
    return [Suggestion(hit.likeness, target_of(rows[hit.pk])) for hit in hits if hit.pk in rows]


def disconnected(idea: Idea, actor: Member) -> None:
    events = Event.objects.filter(subject="idea", subject_id=idea.pk, kind=InboxOutcome.CONNECT)
    last = events.order_by("id").last()
    target = Idea.objects.filter(pk=last.data.get("target")).first() if last else None
    if target:
        record(subject=target, kind="parted", actor=actor, data={"source": idea.pk})
