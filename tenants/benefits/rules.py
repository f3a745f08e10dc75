"""Who changes the calculation and the measures, and who enters what was measured, as frozen transitions on the idea."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from sluss.workflow.transitions import Text, Transition, refusal
from tenants.benefits.models import Benefit
from tenants.ideas.access import is_bearer
from tenants.ideas.models import IN_CHAMBERS, OPEN, Idea, Status
from tenants.people.models import Member, Role

IN_USE = (Status.IMPLEMENTED, Status.HANDED_OVER)
# Where a value is asked for once its day has come: also on the way through the last chambers, where the new way is the
# ordinary one and others take it up.
ASKED_FOR = (*IN_CHAMBERS, *IN_USE)


def _calculates(member: Member | None, idea: Idea) -> Text | None:
    """The idea's own coach, those who bear it, and the innovation manager."""
    if member is not None and member.active:
        coaches = idea.coach_id == member.pk
        if coaches or is_bearer(member, idea) or member.has_role(Role.INNOVATION_MANAGER):
            return None
    return _("Only those who bear the idea, its coach and the innovation manager change what it is reckoned to give.")


def _plans(member: Member | None, idea: Idea) -> Text | None:
    """What is measured after the idea was taken in use is no longer for those who want it to succeed."""
    if idea.status in IN_USE and (member is None or not member.has_role(Role.INNOVATION_MANAGER)):
        return _("Once the idea is in use, only the innovation manager changes what is measured.")
    return _calculates(member, idea)


def _row(name: str, label: Text, *, sources: tuple[str, ...], who: object = _calculates) -> Transition:
    return Transition(name=name, label=label, sources=sources, to=None, who=who)  # type: ignore[arg-type]


CHANGE_CHAIN = _row("effect_chain_changed", _("Change the effect chain"), sources=OPEN)
CALCULATE = _row("benefit_calculated", _("Change the calculation"), sources=OPEN)
PLAN_MEASURE = _row("measure_planned", _("Choose what to measure"), sources=(*OPEN, *IN_USE), who=_plans)
MEASURE = _row("benefit_measured", _("Enter what was measured"), sources=ASKED_FOR)


def measuring(benefit: Benefit) -> Transition:
    """The row MEASURE for one benefit: its receiving owner enters the values, or the innovation manager."""

    def _measures(member: Member | None, idea: Idea) -> Text | None:
        owns = member is not None and member.active and benefit.receiving_owner_id == member.pk
        if owns or (member is not None and member.has_role(Role.INNOVATION_MANAGER)):
            return None
        return _("Only the receiving owner and the innovation manager enter what was measured.")

    return replace(MEASURE, who=_measures)


def may(transition: Transition, *, member: Member, idea: Idea) -> bool:
    """Whether the member may take the step now: what decides if its link is shown."""
    return refusal(transition, subject=idea, actor=member) is None


def require(transition: Transition, *, member: Member, idea: Idea) -> None:
    """For pages that only show a form. Raises NotAllowed or NotPossible."""
    if error := refusal(transition, subject=idea, actor=member):
        raise error
