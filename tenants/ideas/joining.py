"""Who goes along when an idea goes on in another one: followers, and what else other apps keep for an idea's people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tenants.ideas.models import Idea


@dataclass(frozen=True)
class Companion:
    """`joined(source, target)` after one idea was merged into another; `parted(source, target, still)` after that was
    undone, which must leave everything as it was before but for what those that are `still` merged there give."""

    joined: Callable[[Idea, Idea], None]
    parted: Callable[[Idea, Idea, Sequence[Idea]], None]


_companions: list[Companion] = []


def goes_along(companion: Companion) -> None:
    """Called from an app's `ready`. What a companion raises leaves both ideas as they were."""
    _companions.append(companion)


def tell_joined(source: Idea, target: Idea) -> None:
    for companion in _companions:
        companion.joined(source, target)


def tell_parted(source: Idea, target: Idea, *, still: Sequence[Idea]) -> None:
    for companion in _companions:
        companion.parted(source, target, still)
