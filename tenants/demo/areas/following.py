"""Who follows which idea, and what they were told of it when it happened."""

from random import Random
from typing import TYPE_CHECKING

from sluss import clock
from sluss.workflow.models import Event
from tenants.demo.dates import instant
from tenants.following.follow import follow
from tenants.following.notify import notify
from tenants.following.read import mark_read
from tenants.following.topics import topic_of
from tenants.ideas.models import Idea

if TYPE_CHECKING:
    from tenants.demo.replay import Replay

ORDER = 95  # after everything that people are told of
SHOWN_IN = ("skovde", "hjo", "uddevalla")
FOLLOWERS = ("medarbetare", "chef", "innovation")
EACH = 3
READ_UNTIL = 8  # working days ago


def tell(replay: "Replay", *, few: bool) -> None:
    """Each event is told of at its own moment; the worker, who is asked as well, then finds that it has been."""
    if few or replay.municipality.slug not in SHOWN_IN:
        return
    _follow(replay)
    told = [event for event in Event.objects.filter(subject="idea").order_by("at", "pk") if topic_of(event.kind)]
    has_read = instant(READ_UNTIL, Random(f"{replay.municipality.slug} following"))  # noqa: S311 (repeatable, no secret)
    for event in (one for one in told if one.at <= has_read):
        _notify(event)
    with clock.held_at(has_read):
        for login in FOLLOWERS:
            mark_read(replay.members[login])
    for event in (one for one in told if one.at > has_read):
        _notify(event)


def _notify(event: Event) -> None:
    with clock.held_at(event.at):
        notify(event.pk)


def _follow(replay: "Replay") -> None:
    """Each follows other ideas than the one before."""
    ideas = list(Idea.objects.order_by("pk")[: EACH * len(FOLLOWERS)])
    for number, login in enumerate(FOLLOWERS):
        for idea in ideas[number :: len(FOLLOWERS)]:
            with clock.held_at(idea.received_at):
                follow(idea, member=replay.members[login])
