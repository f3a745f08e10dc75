"""Who may do what with a need, as functions of member and need alone, and the table of its ends."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sluss.workflow.transitions import Text, Transition
from tenants.needs.models import Need, Status
from tenants.people.models import Member, Role

WRITERS = (Role.COACH, Role.INNOVATION_MANAGER, Role.AGENT)
HANDLERS = (Role.COACH, Role.INNOVATION_MANAGER)


@dataclass(frozen=True)
class Actions:
    """What the page of a need offers this member now."""

    edit: bool
    link: bool
    end: bool
    reopen: bool
    leave_idea: bool

    @property
    def any_of_care(self) -> bool:
        return self.edit or self.end or self.reopen or self.leave_idea


def may_write(member: Member) -> bool:
    return member.has_role(*WRITERS)


def may_link(member: Member) -> bool:
    return member.has_role(*WRITERS)


def may_edit(member: Member, need: Need) -> bool:
    """Those who write needs down, and whoever looks after this one."""
    return need.status == Status.OPEN and (may_write(member) or _owns(member, need))


def actions_for(member: Member, need: Need) -> Actions:
    is_open = need.status == Status.OPEN
    return Actions(
        edit=may_edit(member, need),
        link=may_link(member) and is_open,
        end=is_open and _ends(member, need) is None,
        reopen=not is_open and _handles(member, need) is None,
        leave_idea=is_open,
    )


def _owns(member: Member, need: Need) -> bool:
    return member.active and need.owner_id == member.pk


def _ends(actor: Member | None, need: Need) -> Text | None:
    if actor is None or not (actor.has_role(*HANDLERS) or _owns(actor, need)):
        return _("Only an idea coach, the innovation manager or whoever looks after the need ends it.")
    return None


def _handles(actor: Member | None, need: Need) -> Text | None:
    if actor is None or not actor.has_role(*HANDLERS):
        return _("Only an idea coach or the innovation manager opens a need again.")
    return None


def _takes_back(actor: Member | None, need: Need) -> Text | None:
    """Follows from the inbox, whose own table has let the actor through."""
    return None


MEET = Transition(name="need_met", label=_("The need is met"), sources=(Status.OPEN,), to=Status.MET, who=_ends)
CLOSE = Transition(name="need_closed", label=_("Close the need"), sources=(Status.OPEN,), to=Status.CLOSED, who=_ends)
TAKE_BACK = Transition(
    name="need_taken_back", label=_("Close the need"), sources=(Status.OPEN,), to=Status.CLOSED, who=_takes_back
)
REOPEN = Transition(
    name="need_reopened",
    label=_("Open the need again"),
    sources=(Status.MET, Status.CLOSED),
    to=Status.OPEN,
    who=_handles,
)
TAKE_IN_AGAIN = Transition(
    name="need_created", label=_("Take in as need"), sources=(Status.CLOSED,), to=Status.OPEN, who=_takes_back
)
