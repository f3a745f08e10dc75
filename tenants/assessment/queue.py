"""What a member has been asked to assess, and which of it comes next."""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Count, F, Q, QuerySet

from sluss import clock
from tenants.assessment.models import OPEN, Assessment, State
from tenants.ideas.access import visible_to
from tenants.ideas.models import IN_CHAMBERS
from tenants.people.models import Member


@dataclass(frozen=True)
class Waiting:
    """An assessment in the queue. `answered` is how many have handed in the same side of the same idea."""

    assessment: Assessment
    answered: int

    @property
    def is_late(self) -> bool:
        return self.assessment.due_on is not None and self.assessment.due_on < clock.today()


def queue_of(member: Member) -> list[Waiting]:
    """The member's open assessments, least assessed first; among equals in an order drawn once for each assessor, so
    that the same idea does not meet everybody first when they are fresh and last when they are tired."""
    found = _answerable(member).select_related("idea").annotate(answered=_answered())
    waiting = [Waiting(assessment, assessment.answered) for assessment in found]
    return sorted(waiting, key=lambda one: (one.answered, _lot(member, one.assessment)))


def next_for(member: Member) -> Assessment | None:
    """The first in the queue, or None when it is empty."""
    return next((one.assessment for one in queue_of(member)), None)


def answered_by(member: Member) -> QuerySet[Assessment]:
    """What the member has handed in or been done with, newest first."""
    done = (State.SUBMITTED, State.ABSTAINED, State.CONFLICTED)
    own = Assessment.objects.filter(assessor=member, idea__in=visible_to(member))
    return own.filter(status__in=done).select_related("idea").order_by("-pk")


def _answerable(member: Member) -> QuerySet[Assessment]:
    """A mark that came since somebody was asked may close the idea to them: then its title is not theirs either."""
    own = Assessment.objects.filter(assessor=member, idea__in=visible_to(member))
    return own.filter(status__in=OPEN, idea__status__in=IN_CHAMBERS)


def _answered() -> Count:
    same_side = Q(idea__assessments__status=State.SUBMITTED, idea__assessments__side=F("side"))
    return Count("idea__assessments", filter=same_side)


def _lot(member: Member, assessment: Assessment) -> str:
    return sha256(f"{member.key}:{assessment.idea.key}".encode()).hexdigest()
