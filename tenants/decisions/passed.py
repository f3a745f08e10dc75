"""Promises that have passed and how far they have been told of, for those who work in the sluice."""

from dataclasses import dataclass

from sluss import clock
from tenants.decisions.escalate import PROMISED, STEPS
from tenants.decisions.models import Escalation
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea
from tenants.people.models import Member

MOST = 100


@dataclass(frozen=True)
class Passed:
    """`step` is the last step told, 0 where none has been."""

    idea: Idea
    step: int


def passed_promises(member: Member) -> list[Passed]:
    """The longest passed first, at most a hundred: two statements."""
    late = visible_to(member).filter(status__in=PROMISED, promised_on__lt=clock.today())
    ideas = list(late.select_related("stage", "coach").order_by("promised_on", "pk")[:MOST])
    steps: dict[tuple[int, object], int] = {}
    for idea, day, step in Escalation.objects.filter(idea__in=ideas, step__in=STEPS).values_list(
        "idea_id", "promised_on", "step"
    ):
        steps[idea, day] = max(step, steps.get((idea, day), 0))
    return [Passed(idea=idea, step=steps.get((idea.pk, idea.promised_on), 0)) for idea in ideas]
