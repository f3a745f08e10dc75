"""A coach's own queue: what they coach, by what was promised first."""

from django.db.models import F, Max, Min, OuterRef, Q, QuerySet, Subquery

from sluss import clock
from tenants.coaching.models import Session
from tenants.ideas.access import visible_to
from tenants.ideas.models import IN_CHAMBERS, Idea
from tenants.people.models import Member


def queue_of(member: Member, *, only_late: bool = False) -> QuerySet[Idea]:
    """The ideas in the chambers that the member coaches, those promised first at the top, each with `last_session` and
    `next_step` (the day of the first step that waits)."""
    own = Session.objects.filter(idea=OuterRef("pk")).order_by().values("idea")
    waits = Q(next_step_on__isnull=False, next_step_done_at=None)
    found = (
        visible_to(member)
        .filter(coach=member, status__in=IN_CHAMBERS)
        .annotate(
            last_session=Subquery(own.annotate(day=Max("held_on")).values("day")),
            next_step=Subquery(own.annotate(day=Min("next_step_on", filter=waits)).values("day")),
        )
    )
    if only_late:
        found = found.filter(promised_on__lt=clock.today())
    return found.select_related("stage").order_by(F("promised_on").asc(nulls_last=True), "pk")


def waiting_steps(member: Member, *, most: int = 5) -> list[Session]:
    """The next steps that the member has agreed on and not taken, the first day first."""
    own = Session.objects.filter(
        coach=member, idea__in=visible_to(member), next_step_on__isnull=False, next_step_done_at=None
    )
    return list(own.select_related("idea", "note").order_by("next_step_on", "pk")[:most])
