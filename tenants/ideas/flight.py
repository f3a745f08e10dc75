"""The flight of locks: where an idea is among the chambers of its model, in words that a list can show."""

from dataclasses import dataclass

from tenants.ideas.models import Idea, Status
from tenants.ideas.selectors import flight_of
from tenants.pipeline.models import Stage


@dataclass(frozen=True)
class Step:
    """A chamber on an idea's way. `state` is done, current or ahead."""

    stage: Stage
    state: str


def flight(idea: Idea) -> list[Step]:
    """Every chamber with its state. An implemented idea has passed them all; one in the inbox has them all ahead."""
    here = idea.stage.position if idea.stage else 0
    return [Step(stage=stage, state=_state(idea, stage.position, here)) for stage in flight_of(idea)]


def _state(idea: Idea, position: int, here: int) -> str:
    if idea.status == Status.IMPLEMENTED or position < here:
        return "done"
    return "current" if position == here else "ahead"
