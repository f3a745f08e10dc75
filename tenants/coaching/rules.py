"""Who may do what with coaching. Rules answer with the reason why not, or None."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.workflow.transitions import Text
from tenants.coaching.models import Session
from tenants.ideas.access import is_bearer
from tenants.ideas.models import IN_CHAMBERS, Idea, Secrecy
from tenants.people.models import Member, Role

# Skills and method cards are the innovation manager's to edit; coaches choose among them.
KEEPERS = (Role.INNOVATION_MANAGER,)
SEES_LOAD = (Role.INNOVATION_MANAGER, Role.COACH)
NOT_IN_CHAMBER = _("The idea is not in a chamber, so it is not coached now.")


def coaches(member: Member, idea: Idea) -> bool:
    """The idea's own coach, or a guest who is here for it."""
    if not member.active:
        return False
    return member.guest_of == idea.pk if member.is_guest else idea.coach_id == member.pk


def sees_coaching(member: Member, idea: Idea) -> bool:
    """Those who talk with each other, and the innovation manager, who sees that they do but not what is said."""
    return coaches(member, idea) or is_bearer(member, idea) or member.has_role(Role.INNOVATION_MANAGER)


def took_part(member: Member, session: Session) -> bool:
    """Whether the member bore the idea when the session was held. Who came along with another idea that was merged into
    this one sees what was held after they came."""
    since = [bearer.since for bearer in session.idea.bearers.all() if bearer.member_id == member.pk]
    return any(came is None or _is_after(session, came) for came in since)


def _is_after(session: Session, came: dt.datetime) -> bool:
    return session.recorded_at >= came and session.held_on >= came.astimezone(clock.STOCKHOLM).date()


def sees_session(member: Member, session: Session) -> bool:
    """That it was held: those who talked, whoever coaches the idea now, and the innovation manager."""
    return (
        took_part(member, session)
        or session.coach_id == member.pk
        or coaches(member, session.idea)
        or member.has_role(Role.INNOVATION_MANAGER)
    )


def reads_note(member: Member, session: Session, *, bears: bool) -> bool:
    """Notes are for the one who held the session and those who bear the idea, whatever other roles exist."""
    return member.active and (bears or session.coach_id == member.pk)


def why_not_hold_session(member: Member, idea: Idea) -> Text | None:
    if not coaches(member, idea):
        return _("Only those who coach the idea note sessions.")
    return None if idea.status in IN_CHAMBERS else NOT_IN_CHAMBER


def why_not_change_session(member: Member, session: Session) -> Text | None:
    if session.coach_id != member.pk or not coaches(member, session.idea):
        return _("Only the coach who held the session changes what is noted about it.")
    return None


def why_not_finish_step(member: Member, session: Session, *, bears: bool) -> Text | None:
    """Coach and bearers agreed on the step, so each of them may say that it is taken."""
    if not bears and (session.coach_id != member.pk or not coaches(member, session.idea)):
        return _("Only those who agreed on the step can say that it is done.")
    return None


def why_not_use_card(member: Member, idea: Idea) -> Text | None:
    if not coaches(member, idea) and not is_bearer(member, idea):
        return _("Only those who work with the idea mark which cards they used.")
    return None if idea.status in IN_CHAMBERS else NOT_IN_CHAMBER


def why_not_invite_guest(member: Member, idea: Idea) -> Text | None:
    """A guest stands outside the municipality: an idea whose secrecy must be assessed is opened to none."""
    own = member.has_role(Role.COACH) and idea.coach_id == member.pk
    if not own and not member.has_role(Role.INNOVATION_MANAGER):
        return _("Only the idea's coach and the innovation manager invite a guest coach.")
    if idea.secrecy != Secrecy.NONE:
        return _("The idea has a secrecy mark, so nobody outside is invited to it.")
    return None if idea.status in IN_CHAMBERS else NOT_IN_CHAMBER


def why_not_end_guest(member: Member, idea: Idea, *, guest: Member) -> Text | None:
    own = member.has_role(Role.COACH) and idea.coach_id == member.pk
    if not own and not member.has_role(Role.INNOVATION_MANAGER):
        return _("Only the idea's coach and the innovation manager end a guest's visit.")
    return None if guest.guest_of == idea.pk else _("The guest is not here for this idea.")


def keeps_registers(member: Member) -> bool:
    """Edits the skills and the method cards."""
    return member.has_role(*KEEPERS)
