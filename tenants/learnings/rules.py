"""Who writes, signs and marks learnings, as frozen transitions on the idea that they came from."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sluss.workflow.transitions import Text, Transition, refusal
from tenants.ideas.access import is_bearer, visible_to
from tenants.ideas.models import IN_CHAMBERS, Idea, IdeaBearer, Status
from tenants.learnings.models import Learning, LearningDraft
from tenants.people.models import Member, Role

LEADERS = (Role.INNOVATION_MANAGER, Role.MANAGER)
TAKEN_IN = (*IN_CHAMBERS, Status.CONCLUDED, Status.IMPLEMENTED, Status.HANDED_OVER, Status.MERGED)


def _writes(member: Member | None, idea: Idea) -> Text | None:
    inside = member is not None and member.active and (idea.coach_id == member.pk or is_bearer(member, idea))
    if inside or (member is not None and member.has_role(Role.INNOVATION_MANAGER)):
        return None
    return _("Only those who bear the idea, its coach and the innovation manager write what was learned.")


def _signs(member: Member | None, idea: Idea) -> Text | None:
    """A leader's word, so not that of somebody who bears the idea."""
    if member is None or not member.has_role(*LEADERS):
        return _("Only the innovation manager or a manager signs a learning.")
    if is_bearer(member, idea):
        return _("You bear this idea, so somebody else signs what was learned from it.")
    return None


WRITE = Transition(name="learning_drafted", label=_("Write what was learned"), sources=TAKEN_IN, to=None, who=_writes)
SIGN = Transition(name="learning_signed", label=_("Sign the learning"), sources=TAKEN_IN, to=None, who=_signs)
USE = Transition(name="learning_used", label=_("Mark the learning as used"), sources=TAKEN_IN, to=None, who=_writes)


def may(transition: Transition, *, member: Member, idea: Idea) -> bool:
    return refusal(transition, subject=idea, actor=member) is None


def sees_drafts(member: Member, idea: Idea) -> bool:
    """A draft is inner work: for those who write it and those who may sign it."""
    return _writes(member, idea) is None or member.has_role(*LEADERS)


def drafts_seen_by(member: Member) -> QuerySet[LearningDraft]:
    drafts = LearningDraft.objects.filter(idea__in=visible_to(member)).select_related("idea__unit", "written_by")
    if member.has_role(*LEADERS):
        return drafts
    borne = IdeaBearer.objects.filter(member=member).values("idea")
    return drafts.filter(idea__in=borne) | drafts.filter(idea__coach=member)


def learnings_seen_by(member: Member) -> QuerySet[Learning]:
    """Signed learnings of ideas that the member may see, also those that a later one has superseded."""
    return Learning.objects.filter(idea__in=visible_to(member))
