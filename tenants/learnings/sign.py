"""Signing: from then on a learning stands."""

import datetime as dt

from tenants.ideas.models import Idea
from tenants.learnings.models import Learning, Occasion
from tenants.people.models import Member


def sign_at_conclusion(
    idea: Idea, *, assumption: str, learned: str, cost_saved: int | None, leader: Member, at: dt.datetime
) -> Learning:
    """The learning of an idea that is concluded, signed by the one who decided. `cost_saved` is in whole kronor. Runs
    in the decision's transaction, which has checked the right to decide."""
    return Learning.objects.create(
        idea=idea,
        occasion=Occasion.CONCLUDED,
        assumption=assumption,
        learned=learned,
        cost_saved=cost_saved,
        phase=idea.furthest_phase,
        signed_by=leader,
        signed_at=at,
    )
