"""What follows from an outcome of the inbox in other apps, in the same transaction. Ideas do not know who listens."""

from collections.abc import Callable
from dataclasses import dataclass

from sluss.workflow.models import Event
from tenants.ideas.answer import Answer
from tenants.ideas.models import Idea
from tenants.ideas.transitions import InboxOutcome
from tenants.people.models import Member

type Follows = Callable[[Idea, Answer, Member], None]
type TakesBack = Callable[[Idea, Member], None]


@dataclass(frozen=True)
class Follower:
    """`done` after an idea got the outcome, `undone` after the outcome was taken back."""

    done: Follows
    undone: TakesBack


_followers: dict[InboxOutcome, list[Follower]] = {}


def follows(outcome: InboxOutcome, follower: Follower) -> None:
    """Have something done whenever an idea gets this outcome. What it raises leaves the idea where it was."""
    _followers.setdefault(outcome, []).append(follower)


def tell_done(idea: Idea, *, answer: Answer, actor: Member) -> None:
    for follower in _followers.get(answer.outcome, []):
        follower.done(idea, answer, actor)


def tell_undone(idea: Idea, *, event: Event, actor: Member) -> None:
    for follower in _followers.get(InboxOutcome(event.kind), []):
        follower.undone(idea, actor)
