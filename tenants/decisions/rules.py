"""Who prepares, decides and corrects. Rules answer with the reason why not, or None.

Conflict of interest (*jäv*, FL 16-18 §§) is objective: whoever bears the idea or is recused neither prepares nor
decides; a coach prepares but never decides on what they coach.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.workflow.transitions import Text
from tenants.decisions.models import Decision, Recusal
from tenants.ideas.access import is_bearer
from tenants.ideas.models import IN_CHAMBERS, Idea
from tenants.people.models import Member, Role
from tenants.people.selectors import stood_in_for
from tenants.pipeline.models import Gate

RAISERS = (Role.COACH, Role.MANAGER, Role.INNOVATION_MANAGER, Role.REGISTRAR)
NOT_AWAITED = _("No decision is awaited: the idea is not in a chamber.")


@dataclass(frozen=True)
class Seat:
    """The right to decide at a gate: one's own, or that of someone who is away today."""

    in_place_of: Member | None = None


def gate_of(idea: Idea) -> Gate | None:
    """The gate that the idea lies before, while it is in a chamber."""
    if idea.status not in IN_CHAMBERS or idea.stage is None:
        return None
    return getattr(idea.stage, "gate", None)


def seat_of(member: Member, gate: Gate) -> Seat | None:
    """The member's own role comes first; else that of someone away today who has named them as stand-in."""
    role = Role(gate.decider_role)
    if member.has_role(role):
        return Seat()
    if not member.active:
        return None
    away = (other for other in stood_in_for(member=member, on=clock.today()) if other.has_role(role))
    absent = next(away, None)
    return Seat(in_place_of=absent) if absent else None


def is_recused(member: Member, idea: Idea) -> bool:
    return Recusal.objects.filter(idea=idea, member=member).exists()


def conflict(member: Member, idea: Idea) -> Text | None:
    """What bars the member from preparing as well as from deciding."""
    if is_bearer(member, idea):
        return _("You bear this idea, so others prepare and decide.")
    if is_recused(member, idea):
        return _("You have a conflict of interest here, so others prepare and decide.")
    return None


def prepares(member: Member, idea: Idea) -> bool:
    """Whether the role is one that prepares decisions; a conflict of interest is asked about apart."""
    coaches = member.active and idea.coach_id == member.pk
    return coaches or member.has_role(Role.MANAGER, Role.INNOVATION_MANAGER)


def sees_proposal(member: Member, idea: Idea) -> bool:
    """A held decision is seen by those who prepare or decide, and by nobody with a conflict of interest."""
    gate = gate_of(idea)
    concerned = prepares(member, idea) or (gate is not None and seat_of(member, gate) is not None)
    return concerned and conflict(member, idea) is None


def why_not_hold(member: Member, idea: Idea) -> Text | None:
    gate = gate_of(idea)
    if gate is None:
        return NOT_AWAITED
    if not prepares(member, idea) and seat_of(member, gate) is None:
        return _("Only the idea's coach, managers and the innovation manager prepare decisions.")
    return conflict(member, idea)


def why_not_answer(member: Member, idea: Idea) -> Text | None:
    if gate_of(idea) is None:
        return NOT_AWAITED
    if not (member.active and idea.coach_id == member.pk) and not member.has_role(Role.INNOVATION_MANAGER):
        return _("Only the idea's coach and the innovation manager answer the conditions.")
    return conflict(member, idea)


def why_not_register(member: Member, idea: Idea) -> Text | None:
    gate = gate_of(idea)
    return NOT_AWAITED if gate is None else why_not_decide(member, idea, gate)


def why_not_decide(member: Member, idea: Idea, gate: Gate) -> Text | None:
    """Only the role that the gate names decides, or its stand-in; an innovation manager does not override it."""
    if seat_of(member, gate) is None:
        return _("Here the decision is made by: %(role)s.") % {"role": Role(gate.decider_role).label}
    if idea.coach_id == member.pk:
        return _("You coach this idea. A coach prepares but never decides.")
    return conflict(member, idea)


def why_not_correct(member: Member, decision: Decision) -> Text | None:
    """Whoever could decide at that gate corrects what was decided there."""
    return why_not_decide(member, decision.idea, decision.gate)


def why_not_raise(member: Member, idea: Idea, *, about: Member) -> Text | None:
    """Everyone declares their own conflict; those who work with decisions may raise another's."""
    if about.pk == member.pk and member.active:
        return None
    if not member.has_role(*RAISERS):
        return _("You can declare a conflict of interest of your own only.")
    return None
