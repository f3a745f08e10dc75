"""Taking back what was asked for."""

from django.db import transaction

from sluss.workflow.transitions import apply
from tenants.assessment.models import Assessment
from tenants.assessment.stands import locked_idea, tell_if_complete
from tenants.assessment.transitions import WITHDRAW
from tenants.people.models import Member


@transaction.atomic
def withdraw(assessment: Assessment, *, actor: Member) -> None:
    """The member is no longer asked. A draft stays where it is, closed to everybody but its writer.

    Raises NotAllowed or NotPossible (handed in meanwhile) with nothing changed.
    """
    idea = locked_idea(assessment)
    apply(WITHDRAW, subject=assessment, actor=actor)
    tell_if_complete(idea)
