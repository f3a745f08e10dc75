"""Saying that a learning helped. Each mark can be taken back by sending it again."""

from django.db import transaction

from sluss import clock
from tenants.ideas.models import Idea
from tenants.learnings.models import Learning, LearningMark
from tenants.learnings.rules import USE
from tenants.learnings.write import locked
from tenants.people.models import Member


@transaction.atomic
def thank(learning: Learning, *, actor: Member) -> bool:
    """A thank-you, once a person; sent again it is taken back. Returns whether it stands now."""
    own = LearningMark.objects.filter(learning=learning, kind=LearningMark.Kind.THANKS, member=actor)
    if own.delete()[0]:
        return False
    facts = {"learning": learning, "kind": LearningMark.Kind.THANKS, "member": actor}
    LearningMark.objects.get_or_create(**facts, defaults={"at": clock.now()})
    return True


@transaction.atomic
def mark_used(learning: Learning, *, idea: Idea, actor: Member) -> bool:
    """That the learning was of use in `idea`, once an idea; sent again it is taken back. Returns whether it stands now.

    Raises NotAllowed for somebody who neither bears nor coaches that idea, nor is innovation manager.
    """
    row = locked(idea, actor=actor, transition=USE)
    own = LearningMark.objects.filter(learning=learning, kind=LearningMark.Kind.USED, idea=row)
    if own.delete()[0]:
        return False
    LearningMark.objects.create(learning=learning, kind=LearningMark.Kind.USED, idea=row, member=actor, at=clock.now())
    return True
