"""Leaving an idea for a need: registered like any other, and linked from the start."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotPossible
from tenants.ideas.letters import tell_bearers
from tenants.ideas.models import Idea, Source
from tenants.ideas.register import NewBearer, NewIdea, Texts, register_idea
from tenants.needs.link import put_link
from tenants.needs.models import Bond, Need, Status
from tenants.people.models import Member


@transaction.atomic
def leave_idea(need: Need, *, texts: Texts, submission_key: uuid.UUID, member: Member) -> Idea:
    """Register a member's idea for the need; sending the same form again gives the same idea. Raises NotPossible."""
    if need.status != Status.OPEN:
        raise NotPossible(_("The need has ended, so it takes no more ideas."))
    new = NewIdea(
        **texts,
        source=Source.EMPLOYEE,
        received_at=clock.now(),
        unit=member.unit,
        submission_key=submission_key,
        bearers=[NewBearer(member=member)],
    )
    idea, is_new = register_idea(new, actor=member)
    put_link(need=need, idea=idea, actor=member, bond=Bond.IDEA)
    if is_new:
        tell_bearers(idea, template="ideas/received", context={"follow": ""}, bearers=new.bearers)
    return idea
