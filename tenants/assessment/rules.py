"""Who asks, who assesses and who reads. Rules answer with the reason why not, or None.

Whoever can read scores is not asked to give any: the idea's coach ever, the innovation manager once something has been
handed in, a decider once all who were asked have answered and there are enough on each side. So nobody scores what they
have seen others score.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sluss.workflow.transitions import Text
from tenants.assessment.models import OPEN, Assessment, Side, State
from tenants.decisions.rules import is_recused
from tenants.ideas.access import HANDLERS, SEE_CLOSED, is_bearer
from tenants.ideas.models import IN_CHAMBERS, Idea, Secrecy
from tenants.people.models import Member, Role

# Those who assess unless others are chosen: they know the work, and neither ask nor register.
POOL = (Role.COACH, Role.MANAGER)
CLOSED = _("The idea is not in a chamber any more, so it is not assessed now.")


@dataclass(frozen=True)
class Stand:
    """How far an idea's assessment has come, and who has what to do with it."""

    submitted: int = 0
    open: int = 0
    enough: bool = False
    asked: frozenset[int] = frozenset()
    barred: frozenset[int] = frozenset()

    @property
    def complete(self) -> bool:
        """Nobody is waited for, and no side is one person's view. (Until then somebody who abstained is replaced.)"""
        return self.enough and self.open == 0


def may_assign(member: Member) -> bool:
    """Asks others to assess, withdraws what was asked for, and edits what is scored."""
    return member.has_role(Role.INNOVATION_MANAGER)


def may_overview(member: Member) -> bool:
    """The innovation manager follows every idea, a coach those that they coach."""
    return member.has_role(Role.INNOVATION_MANAGER, Role.COACH)


def is_coach(member: Member, idea: Idea) -> bool:
    return member.active and idea.coach_id == member.pk


def may_open_page(member: Member, idea: Idea) -> bool:
    """Whether the idea's page of assessments is for the member's role at all; asks the database nothing."""
    return is_coach(member, idea) or member.has_role(Role.INNOVATION_MANAGER, Role.MANAGER)


def may_read_text(member: Member, idea: Idea) -> bool:
    """As visible_to() has it for an idea in the chambers that the member does not bear."""
    if idea.secrecy == Secrecy.CLOSED:
        return member.has_role(*SEE_CLOSED)
    return idea.secrecy == Secrecy.NONE or member.has_role(*HANDLERS, Role.MANAGER)


def reads_all(member: Member, idea: Idea, stand: Stand) -> bool:
    """Whether both sides are open to the member who has nothing of their own left to hand in."""
    if member.pk in stand.barred:
        return False
    if is_coach(member, idea) or member.has_role(Role.INNOVATION_MANAGER):
        return True
    return member.has_role(Role.MANAGER) and stand.complete


def readable_sides(member: Member, idea: Idea, stand: Stand, own: Assessment | None) -> frozenset[Side]:
    """The sides whose scores the member may read: nothing until the own assessment is in, then at least that side."""
    if own is not None and own.status in OPEN:
        return frozenset()
    if reads_all(member, idea, stand):
        return frozenset(Side)
    if own is not None and own.status == State.SUBMITTED:
        return frozenset({Side(own.side)})
    return frozenset()


def why_not_asked(member: Member, idea: Idea, stand: Stand) -> Text | None:
    """Why the member cannot be asked to assess the idea. `stand.barred` are its bearers and those with a conflict."""
    checks = (
        (not member.active, _("Not active any more.")),
        (idea.status not in IN_CHAMBERS, CLOSED),
        (member.pk in stand.asked, _("Has been asked about this idea already.")),
        (member.pk in stand.barred, _("Bears the idea, or a conflict of interest is noted.")),
        (is_coach(member, idea), _("Coaches the idea.")),
        (not may_read_text(member, idea), _("May not read the idea: it bears a secrecy mark.")),
        (
            stand.submitted > 0 and reads_all(member, idea, stand),
            _("Can read what others have answered, and is no longer blind to it."),
        ),
    )
    return next((reason for stands_in_the_way, reason in checks if stands_in_the_way), None)


def why_not_manage(actor: Member, assessment: Assessment) -> Text | None:
    return None if may_assign(actor) else _("Only the innovation manager asks for assessments and withdraws them.")


def why_not_own(actor: Member, assessment: Assessment) -> Text | None:
    """Only the one who was asked answers."""
    if actor.active and assessment.assessor_id == actor.pk:
        return None
    return _("Only the one who was asked to assess it answers.")


def why_not_score(actor: Member, assessment: Assessment) -> Text | None:
    """Roles change after somebody was asked: who has come to bear or coach the idea, or has a conflict, scores not."""
    if reason := why_not_own(actor, assessment):
        return reason
    idea = assessment.idea
    if is_bearer(actor, idea):
        return _("You bear this idea, so others assess it.")
    if is_coach(actor, idea):
        return _("You coach this idea, so others assess it.")
    if is_recused(actor, idea):
        return _("A conflict of interest is noted for you here, so others assess it.")
    return None


def assessor_is_barred(actor: Member, assessment: Assessment) -> Text | None:
    """What was handed in counts, unless its writer turned out to have a part in the matter."""
    writer, idea = assessment.assessor, assessment.idea
    if is_bearer(writer, idea) or is_recused(writer, idea):
        return None
    return _("It has been handed in, and no conflict of interest bars its writer: it counts.")


def idea_is_open(actor: Member, assessment: Assessment) -> Text | None:
    return None if assessment.idea.status in IN_CHAMBERS else CLOSED
