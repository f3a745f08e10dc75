"""Telling of what happened to an idea: those who bear, coach or follow it, once, and never what they may not see."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from sluss import clock
from sluss.workflow.models import Event
from tenants.following.answer import new_answer_link
from tenants.following.letters import write_letter
from tenants.following.models import Follow, How, Notification, NotificationSettings, Topic
from tenants.following.topics import WRITTEN_TO_BEARERS, topic_of
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea, IdeaBearer
from tenants.people.models import Member


@dataclass(frozen=True)
class Receiver:
    member: Member
    how: How


@transaction.atomic
def notify(event_id: int) -> int:
    """Tell everyone concerned of one event; returns how many were told. Run again, it tells nobody twice."""
    event = Event.objects.get(pk=event_id)
    topic, idea = topic_of(event.kind), Idea.objects.filter(pk=event.subject_id).first()
    if topic is None or idea is None:
        return 0
    told = 0
    for receiver in _receivers(idea, event=event, topic=topic):
        told += _tell(receiver, idea=idea, event=event, topic=topic)
    return told


def _tell(receiver: Receiver, *, idea: Idea, event: Event, topic: Topic) -> bool:
    now, at_once = clock.now(), receiver.how is How.AT_ONCE
    link = new_answer_link() if at_once and topic is Topic.TALK else None
    row, is_new = Notification.objects.get_or_create(
        member=receiver.member,
        event_id=event.pk,
        defaults={
            "idea": idea,
            "topic": topic,
            "how": receiver.how,
            "told_at": now,
            "mailed_at": now if at_once else None,
            "answer_digest": link.digest if link else "",
            "answer_until": link.until if link else None,
        },
    )
    if is_new:
        Member.objects.filter(pk=receiver.member.pk).update(unread=F("unread") + 1)
        if at_once:
            write_letter(row, event=event, token=link.token if link else "")
    return is_new


def _receivers(idea: Idea, *, event: Event, topic: Topic) -> list[Receiver]:
    bearers = set(IdeaBearer.objects.filter(idea=idea, member__isnull=False).values_list("member_id", flat=True))
    follows = Exists(Follow.objects.filter(idea=idea, member=OuterRef("pk")))
    there = Q(follows) | Q(pk__in=[*bearers, *([idea.coach_id] if idea.coach_id else [])])
    concerned = Member.objects.active().filter(there).exclude(pk=event.actor_id or 0)
    found = []
    for member in concerned.select_related("notification_settings"):
        how = _how(member, kind=event.kind, topic=topic, bears=member.pk in bearers)
        if how is not How.OFF and visible_to(member).filter(pk=idea.pk).exists():
            found.append(Receiver(member, how))
    return found


def _how(member: Member, *, kind: str, topic: Topic, bears: bool) -> How:
    """A bearer has had the letter that always comes, and finds the rest here."""
    if bears and kind in WRITTEN_TO_BEARERS:
        return How.HERE
    chosen = getattr(member, "notification_settings", None) or NotificationSettings(member=member)
    return chosen.how_about(topic)
