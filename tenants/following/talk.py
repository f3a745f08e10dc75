"""Saying something about an idea, to everyone who may see it."""

from django.db import transaction

from sluss import clock
from sluss.workflow.transitions import record
from tenants.following.topics import SAID
from tenants.ideas.models import Idea, Message
from tenants.people.models import Member


@transaction.atomic
def say(idea: Idea, *, text: str, member: Member) -> Message:
    """The caller has seen to it that the member may see the idea. What the member said last is not said once more:
    a form that is sent twice tells nobody twice."""
    Idea.objects.select_for_update(no_key=True).get(pk=idea.pk)
    last = Message.objects.filter(idea=idea).order_by("pk").last()
    if last and last.author_id == member.pk and last.text == text:
        return last
    event = record(subject=idea, kind=SAID, actor=member)
    return Message.objects.create(idea=idea, event_id=event.pk, author=member, text=text, written_at=clock.now())


def said_about(idea: Idea) -> list[Message]:
    """Everything that was said about it, questions and answers to the bearers included, oldest first."""
    return list(Message.objects.filter(idea=idea).select_related("author"))
