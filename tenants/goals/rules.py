"""Who may do what with goals, and the table of their two states."""

from django.utils.translation import gettext_lazy as _

from sluss.workflow.transitions import Text, Transition
from tenants.goals.models import Goal, Status
from tenants.people.models import Member, Role

EDITORS = (Role.INNOVATION_MANAGER, Role.ADMINISTRATOR)
LINKERS = (*EDITORS, Role.MANAGER, Role.COACH)


def may_edit(member: Member) -> bool:
    """The plan is the council's; those who look after the sluice write it in here."""
    return member.has_role(*EDITORS)


def may_link(member: Member) -> bool:
    """Say what works towards a goal: those who work with challenges, needs and benefits."""
    return member.has_role(*LINKERS)


def _edits(actor: Member, goal: Goal) -> Text | None:
    return None if may_edit(actor) else _("Only the innovation manager or an administrator changes goals.")


def _stands_alone(actor: Member, goal: Goal) -> Text | None:
    if goal.children.filter(status=Status.ACTIVE).exists():
        return _("There are goals in force below it. Archive them first.")
    return None


def _has_a_place(actor: Member, goal: Goal) -> Text | None:
    if goal.parent and goal.parent.status == Status.ARCHIVED:
        return _("The goal above it is archived. Restore that one first.")
    return None


ARCHIVE = Transition(
    name="archived",
    label=_("Archive"),
    sources=(Status.ACTIVE,),
    to=Status.ARCHIVED,
    who=_edits,
    requires=(_stands_alone,),
)
RESTORE = Transition(
    name="restored",
    label=_("Restore"),
    sources=(Status.ARCHIVED,),
    to=Status.ACTIVE,
    who=_edits,
    requires=(_has_a_place,),
)
STEPS = {step.name: step for step in (ARCHIVE, RESTORE)}
