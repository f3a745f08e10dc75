"""Taking back what was asked for."""

from django.db import transaction

from sluss.workflow.transitions import apply
from tenants.assessment.models import Assessment, State
from tenants.assessment.stands import locked_idea, tell_if_complete
from tenants.assessment.transitions import SET_ASIDE, WITHDRAW
from tenants.people.models import Member


@transaction.atomic
def withdraw(assessment: Assessment, *, actor: Member) -> None:
    """The member is no longer asked. A draft stays where it is, closed to everybody but its writer.

    What has been handed in is set aside where a conflict of interest was found in its writer afterwards: it counts no
    more. Raises NotAllowed or NotPossible (handed in meanwhile) with nothing changed.
    """
    idea = locked_idea(assessment)
    handed_in = Assessment.objects.filter(pk=assessment.pk, status=State.SUBMITTED).exists()
    apply(SET_ASIDE if handed_in else WITHDRAW, subject=assessment, actor=actor)
    tell_if_complete(idea)
