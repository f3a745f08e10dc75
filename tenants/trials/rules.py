"""Who may do what with trials, efforts and what is to be received. Rules answer with the reason why not, or None."""

from django.utils.translation import gettext_lazy as _

from sluss.workflow.transitions import Text
from tenants.decisions.rules import is_recused
from tenants.ideas.access import is_bearer
from tenants.ideas.models import IN_CHAMBERS, Idea
from tenants.people.models import Member, Role
from tenants.trials.models import ENDED, UNDER_WAY, Clearance, Effort, Trial

# Those who may be named as receiving owner, and so have a page of what is coming to them.
RECEIVERS = (Role.COACH, Role.MANAGER, Role.INNOVATION_MANAGER, Role.REGISTRAR)
RATE_KEEPERS = (Role.INNOVATION_MANAGER,)


def works_with(member: Member, idea: Idea) -> bool:
    """The idea's coach, those who bear it and the innovation manager. A guest plans and spends nothing here."""
    if not member.active or member.is_guest:
        return False
    return idea.coach_id == member.pk or member.has_role(Role.INNOVATION_MANAGER) or is_bearer(member, idea)


def leads(member: Member, trial: Trial) -> bool:
    if not member.active or member.is_guest:
        return False
    own = member.pk in (trial.leader_id, trial.idea.coach_id)
    return own or member.has_role(Role.INNOVATION_MANAGER)


def why_not_plan(member: Member, idea: Idea) -> Text | None:
    if not works_with(member, idea):
        return _("Only those who work with the idea plan trials of it.")
    return None if idea.status in IN_CHAMBERS else _("The idea is not in a chamber, so there is nothing to try now.")


def why_not_change_plan(member: Member, trial: Trial) -> Text | None:
    if not leads(member, trial) and not works_with(member, trial.idea):
        return _("Only those who work with the trial change its plan.")
    return _("The trial is over, so its plan stays as it was.") if trial.status in ENDED else None


def why_not_lead(member: Member, trial: Trial) -> Text | None:
    return None if leads(member, trial) else _("Only the trial's leader, the coach and the innovation manager do this.")


def why_not_clear(member: Member, trial: Trial) -> Text | None:
    """Whoever runs the trial does not also let it start, the innovation manager apart."""
    if not member.has_role(Role.MANAGER, Role.INNOVATION_MANAGER):
        return _("Only a manager or the innovation manager clears a trial.")
    if is_bearer(member, trial.idea):
        return _("You bear this idea, so someone else clears the trial.")
    if leads(member, trial) and not member.has_role(Role.INNOVATION_MANAGER):
        return _("You run this trial, so someone else clears it.")
    if is_recused(member, trial.idea):
        return _("A conflict of interest is noted for you here, so someone else clears the trial.")
    return None


def why_not_halt(member: Member, trial: Trial) -> Text | None:
    """Pausing and stopping is easier than starting: whoever receives the result may, and any manager."""
    if leads(member, trial) or member.has_role(Role.MANAGER):
        return None
    if member.active and trial.receiving_owner_id == member.pk:
        return None
    return _("Only those who lead the trial, its receiving owner and managers pause or stop it.")


def why_not_answer_clearance(member: Member, clearance: Clearance) -> Text | None:
    if clearance.trial.status in ENDED:
        return _("The trial is over, so its clearances stay as they were.")
    if member.active and clearance.owner_id == member.pk:
        return None
    if member.has_role(Role.INNOVATION_MANAGER):
        return None
    return _("Only whoever answers for the clearance and the innovation manager give its answer.")


def sees_costs(member: Member, idea: Idea) -> bool:
    """Who spent how much time is for those who work with the idea, and those who answer for its cost."""
    return works_with(member, idea) or member.has_role(Role.MANAGER)


def why_not_note_effort(member: Member, idea: Idea) -> Text | None:
    return None if sees_costs(member, idea) else _("Only those who work with the idea note hours and costs on it.")


def why_not_correct_effort(member: Member, effort: Effort) -> Text | None:
    own = member.active and member.pk in (effort.member_id, effort.entered_by_id)
    if not own and not member.has_role(Role.INNOVATION_MANAGER):
        return _("Only whoever entered it and the innovation manager correct an entry.")
    return None


def keeps_rates(member: Member) -> bool:
    return member.has_role(*RATE_KEEPERS)


def is_under_way(trial: Trial) -> bool:
    return trial.status in UNDER_WAY
