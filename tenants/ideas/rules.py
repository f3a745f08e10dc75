"""Who may do what with an idea, as functions of member and idea alone."""

from dataclasses import dataclass
from typing import ClassVar

from tenants.ideas.access import HANDLERS
from tenants.ideas.models import WAITING, Idea, Status
from tenants.ideas.transitions import REOPEN
from tenants.people.models import Member, Role


@dataclass(frozen=True)
class Actions:
    """What the idea page offers this member now."""

    is_own_key: ClassVar = True
    triage: bool
    answer_back: bool
    reopen: bool
    edit: bool
    assign_coach: bool
    mark_secrecy: bool
    attach: bool

    @property
    def any_of_care(self) -> bool:
        return self.triage or self.reopen or self.assign_coach or self.mark_secrecy


def may_triage(member: Member) -> bool:
    """Opens the inbox; which outcomes someone may choose stands in the table of transitions.

    A manager alone sees nothing of what lies there (it may be about them), so theirs is a yes that is written down.
    """
    says_yes = member.has_role(Role.MANAGER) and member.has_role(*HANDLERS)
    return says_yes or member.has_role(Role.COACH, Role.INNOVATION_MANAGER)


def may_word_openings(member: Member) -> bool:
    """Words the openings of answers for the whole municipality."""
    return member.has_role(Role.INNOVATION_MANAGER)


def may_edit(member: Member, idea: Idea, *, bears: bool) -> bool:
    """The bearers change their own text while the idea is open; coach and innovation manager help them."""
    return idea.is_open and may_write(member, idea, bears=bears)


def may_write(member: Member, idea: Idea, *, bears: bool) -> bool:
    """Whether the text is theirs to change for as long as the idea is open."""
    return bears or idea.coach_id == member.pk or member.has_role(Role.INNOVATION_MANAGER)


def may_assign_coach(member: Member, idea: Idea) -> bool:
    return idea.status in (Status.ACTIVE, Status.ON_HOLD) and member.has_role(Role.INNOVATION_MANAGER, Role.COACH)


def may_mark_secrecy(member: Member) -> bool:
    return member.has_role(Role.REGISTRAR, Role.INNOVATION_MANAGER)


def actions_for(member: Member, idea: Idea, *, bears: bool) -> Actions:
    waiting = idea.status in WAITING
    return Actions(
        triage=waiting and may_triage(member),
        answer_back=idea.status == Status.ASKED and bears,
        reopen=idea.status in REOPEN.sources
        and not idea.stage_id
        and member.has_role(Role.COACH, Role.INNOVATION_MANAGER),
        edit=may_edit(member, idea, bears=bears),
        assign_coach=may_assign_coach(member, idea),
        mark_secrecy=may_mark_secrecy(member),
        attach=may_edit(member, idea, bears=bears),
    )
