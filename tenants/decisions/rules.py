"""Who prepares, decides and corrects. Rules answer with the reason why not, or None.

Conflict of interest (*jäv*, FL 16-18 §§) is objective: whoever bears the idea or is recused neither prepares nor
decides, in nobody's place either; a coach prepares but never decides on what they coach. A note of a conflict bars from
the moment it is made; only somebody who has no part in the matter may try it and lift it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.workflow.transitions import Text
from tenants.decisions.deciders import decider_of, who_decides
from tenants.decisions.models import Decision, GateDecider, IdeaBoard, Recusal
from tenants.decisions.selectors import BARS
from tenants.ideas.access import is_bearer
from tenants.ideas.models import IN_CHAMBERS, Idea
from tenants.people.models import Member, Role
from tenants.people.selectors import stood_in_for
from tenants.pipeline.models import Gate

RAISERS = (Role.COACH, Role.MANAGER, Role.INNOVATION_MANAGER, Role.REGISTRAR)
TRIERS = (Role.MANAGER, Role.INNOVATION_MANAGER, Role.REGISTRAR)
FOR_COMMITTEES = (Role.REGISTRAR, Role.MANAGER, Role.INNOVATION_MANAGER)
KEEPERS = (Role.ADMINISTRATOR, Role.REGISTRAR)
BOARD_KEEPERS = (Role.ADMINISTRATOR, Role.INNOVATION_MANAGER)
NOT_AWAITED = _("No decision is awaited: the idea is not in a chamber.")


@dataclass(frozen=True)
class Seat:
    """The right to decide at a gate: one's own, or that of someone who is away today. With a `committee` it is the
    right to register what the committee has decided."""

    in_place_of: Member | None = None
    committee: str = ""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a page has read of what these rules ask, about one member and one idea, within the same request.

    For what is shown alone: whatever is done asks the database again.
    """

    recused: bool
    away: Sequence[Member]


def gate_of(idea: Idea) -> Gate | None:
    """The gate that the idea lies before, while it is in a chamber."""
    if idea.status not in IN_CHAMBERS or idea.stage is None:
        return None
    return getattr(idea.stage, "gate", None)


def seat_of(member: Member, gate: Gate, *, known: Known | None = None) -> Seat | None:
    """The member's own right comes first; else that of someone away today who has named them as stand-in."""
    if not member.active:
        return None
    decider = decider_of(gate)
    if decider is None:
        return _seat_of_role(member, Role(gate.decider_role), known)
    return _seat_of_decider(member, decider)


def _seat_of_role(member: Member, role: Role, known: Known | None) -> Seat | None:
    if member.has_role(role):
        return Seat()
    away = stood_in_for(member=member, on=clock.today()) if known is None else known.away
    absent = next((other for other in away if other.has_role(role)), None)
    return Seat(in_place_of=absent) if absent else None


def _seat_of_decider(member: Member, decider: GateDecider) -> Seat | None:
    named = decider.member
    if named is None:
        return Seat(committee=decider.committee) if member.has_role(*FOR_COMMITTEES) else None
    if named.pk == member.pk:
        return Seat()
    is_away = named.active and named.away_until is not None and named.away_until >= clock.today()
    return Seat(in_place_of=named) if is_away and named.stand_in_id == member.pk else None


def recusals(idea: Idea) -> QuerySet[Recusal]:
    """The conflicts that bar: all that were noted, but those that were tried and not upheld."""
    return Recusal.objects.filter(BARS, idea=idea)


def is_recused(member: Member, idea: Idea) -> bool:
    return recusals(idea).filter(member=member).exists()


def conflict(member: Member, idea: Idea, *, known: Known | None = None) -> Text | None:
    """What bars the member from preparing as well as from deciding."""
    if is_bearer(member, idea):
        return _("You bear this idea, so others prepare and decide.")
    if is_recused(member, idea) if known is None else known.recused:
        return _("A conflict of interest is noted for you here, so others prepare and decide.")
    return None


def prepares(member: Member, idea: Idea) -> bool:
    """Whether the role is one that prepares decisions; a conflict of interest is asked about apart."""
    coaches = member.active and idea.coach_id == member.pk
    return coaches or member.has_role(Role.MANAGER, Role.INNOVATION_MANAGER)


def sees_proposal(member: Member, idea: Idea, *, known: Known | None = None) -> bool:
    """A held decision is seen by those who prepare or decide, and by nobody with a conflict of interest."""
    gate = gate_of(idea)
    concerned = prepares(member, idea) or (gate is not None and seat_of(member, gate, known=known) is not None)
    return concerned and conflict(member, idea, known=known) is None


def why_not_hold(member: Member, idea: Idea) -> Text | None:
    gate = gate_of(idea)
    return NOT_AWAITED if gate is None else why_not_prepare(member, idea, gate)


def why_not_prepare(member: Member, idea: Idea, gate: Gate) -> Text | None:
    if not prepares(member, idea) and seat_of(member, gate) is None:
        return _("Only the idea's coach, managers and the innovation manager prepare decisions.")
    return conflict(member, idea)


def why_not_answer(member: Member, idea: Idea, *, known: Known | None = None) -> Text | None:
    if gate_of(idea) is None:
        return NOT_AWAITED
    if not (member.active and idea.coach_id == member.pk) and not member.has_role(Role.INNOVATION_MANAGER):
        return _("Only the idea's coach and the innovation manager answer the conditions.")
    return conflict(member, idea, known=known)


def why_not_register(member: Member, idea: Idea, *, known: Known | None = None) -> Text | None:
    gate = gate_of(idea)
    return NOT_AWAITED if gate is None else why_not_decide(member, idea, gate, known=known)


def why_not_decide(member: Member, idea: Idea, gate: Gate, *, known: Known | None = None) -> Text | None:
    """Only those whom the gate names decide, or their stand-in; an innovation manager does not override it."""
    if seat_of(member, gate, known=known) is None:
        return _("Here the decision is made by: %(role)s.") % {"role": who_decides(gate)}
    if idea.coach_id == member.pk:
        return _("You coach this idea. A coach prepares but never decides.")
    return conflict(member, idea, known=known)


def why_not_for_committee(member: Member, gate: Gate, *, presenter: Member) -> Text | None:
    """What a committee decided is registered by the registrar, or by the official who presented the matter to it."""
    if not decider_is_committee(gate) or member.has_role(Role.REGISTRAR) or member.pk == presenter.pk:
        return None
    return _("What a committee has decided is registered by the registrar or by whoever presented the matter.")


def decider_is_committee(gate: Gate) -> bool:
    decider = decider_of(gate)
    return decider is not None and bool(decider.committee)


def why_not_correct(member: Member, decision: Decision) -> Text | None:
    """Whoever could decide at that gate corrects what was decided there."""
    gate = decision.gate
    return why_not_decide(member, decision.idea, gate) or why_not_for_committee(
        member, gate, presenter=decision.presenter
    )


def why_not_raise(member: Member, idea: Idea, *, about: Member) -> Text | None:
    """Everyone declares their own conflict; those who work with decisions may raise another's."""
    if about.pk == member.pk and member.active:
        return None
    if not member.has_role(*RAISERS):
        return _("You can declare a conflict of interest of your own only.")
    return None


def why_not_try(member: Member, idea: Idea, recusal: Recusal) -> Text | None:
    """A noted conflict is tried by somebody who is neither in it, nor raised it, nor has a stake in the idea."""
    if not member.has_role(*TRIERS):
        return _("A conflict of interest is tried by a manager, the innovation manager or the registrar.")
    if member.pk in (recusal.member_id, recusal.raised_by_id):
        return _("Somebody else than those it is about must try it.")
    if idea.coach_id == member.pk:
        return _("You coach this idea, so somebody else must try it.")
    return conflict(member, idea)


def why_not_advise(member: Member, idea: Idea, board: IdeaBoard) -> Text | None:
    """Those who sit on the board, with no part in the matter. Advice is never a decision."""
    if gate_of(idea) is None:
        return NOT_AWAITED
    if not member.active or not board.active or not board.members.filter(pk=member.pk).exists():
        return _("Only those who sit on the idea board give its advice.")
    if idea.coach_id == member.pk:
        return _("You coach this idea, so the others on the board advise.")
    return conflict(member, idea)


def sees_advice(member: Member, idea: Idea) -> bool:
    """Those who prepare or decide, and the boards' own members; nobody with a conflict of interest."""
    if sees_proposal(member, idea):
        return True
    sits = member.active and IdeaBoard.objects.filter(active=True, members=member).exists()
    return sits and conflict(member, idea) is None


def why_not_keep_delegations(member: Member) -> Text | None:
    if member.has_role(*KEEPERS):
        return None
    return _("The delegation order is kept by the administrator and the registrar.")


def why_not_keep_boards(member: Member) -> Text | None:
    if member.has_role(*BOARD_KEEPERS):
        return None
    return _("Boards, deciders and reminders are kept by the administrator and the innovation manager.")
