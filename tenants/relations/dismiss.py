"""Remembering that two ideas were looked at and found unlike, and forgetting it again."""

from django.db import transaction
from django.db.models import Case, F, Q, When

from sluss import clock
from sluss.workflow.transitions import NotAllowed, record
from tenants.ideas.models import Idea
from tenants.people.models import Member
from tenants.relations.models import Dismissal
from tenants.relations.rules import joins


@transaction.atomic
def dismiss(idea: Idea, other: Idea, *, actor: Member) -> None:
    """Never suggest the one to the other again. Twice is once. Raises NotAllowed."""
    if reason := joins(actor, idea):
        raise NotAllowed(reason)
    low, high = sorted((idea.pk, other.pk))
    _row, new = Dismissal.objects.get_or_create(
        low_id=low, high_id=high, defaults={"dismissed_by": actor, "dismissed_at": clock.now()}
    )
    if new:
        for one, unlike in ((idea, other), (other, idea)):
            record(subject=one, kind="found_unlike", actor=actor, data={"other": unlike.pk})


@transaction.atomic
def suggest_again(idea: Idea, *, actor: Member) -> int:
    """Forget what was dismissed for the idea; returns how many. Raises NotAllowed."""
    if reason := joins(actor, idea):
        raise NotAllowed(reason)
    return Dismissal.objects.filter(Q(low=idea) | Q(high=idea)).delete()[0]


def dismissed_for(idea: Idea) -> set[int]:
    """The keys of the ideas that were found unlike."""
    other = Case(When(low=idea, then=F("high_id")), default=F("low_id"))
    return set(Dismissal.objects.filter(Q(low=idea) | Q(high=idea)).values_list(other, flat=True))
