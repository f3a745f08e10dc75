"""The inbox's light merge, *Connect to what exists*: both ideas tell of it on their timelines."""

from sluss.workflow.models import Event
from sluss.workflow.transitions import record
from tenants.ideas.answer import Answer
from tenants.ideas.models import Idea
from tenants.ideas.transitions import InboxOutcome
from tenants.people.models import Member


def connected(idea: Idea, answer: Answer, actor: Member) -> None:
    if answer.target:
        record(subject=answer.target, kind="joined", actor=actor, data={"source": idea.pk})


def disconnected(idea: Idea, actor: Member) -> None:
    events = Event.objects.filter(subject="idea", subject_id=idea.pk, kind=InboxOutcome.CONNECT)
    last = events.order_by("id").last()
    target = Idea.objects.filter(pk=last.data.get("target")).first() if last else None
    if target:
        record(subject=target, kind="parted", actor=actor, data={"source": idea.pk})
