"""Who joins ideas together and takes them apart, and when it can be done."""

from django.utils.translation import gettext_lazy as _

from sluss.workflow.transitions import NotAllowed, NotPossible, Text, Transition
from tenants.ideas.models import IN_CHAMBERS, OPEN, Idea, Secrecy, Status
from tenants.people.models import Member, Role

JOINERS = (Role.COACH, Role.INNOVATION_MANAGER)


def may_join(actor: Member | None) -> bool:
    return actor is not None and actor.active and actor.has_role(*JOINERS)


def joins(actor: Member | None, idea: Idea) -> Text | None:
    if not may_join(actor):
        return _("Only an idea coach or the innovation manager joins ideas together.")
    return None


MERGE = Transition(name="merged", label=_("Merge"), sources=IN_CHAMBERS, to=Status.MERGED, who=joins)
# Back to where it stood, which is on the merge and not in this table.
UNMERGE = Transition(name="unmerged", label=_("Undo the merge"), sources=(Status.MERGED,), to=None, who=joins)


def refuse_joining(actor: Member, *ideas: Idea) -> None:
    """Raises NotAllowed for the actor, NotPossible where one of the ideas is not open any more or is closed for
    whistle-blowing, or where some have a secrecy mark and others have none: joining tells the people of each of the
    other, and merging lets them see it."""
    if not may_join(actor):
        raise NotAllowed(_("Only an idea coach or the innovation manager joins ideas together."))
    for idea in ideas:
        if idea.status not in OPEN:
            raise NotPossible(
                _("%(number)s is not on its way any more (%(status)s).")
                % {"number": idea.registry_number, "status": idea.get_status_display()}
            )
        if idea.secrecy == Secrecy.CLOSED:
            raise NotPossible(
                _("%(number)s is closed for whistle-blowing and is kept apart.") % {"number": idea.registry_number}
            )
    refuse_differing_marks(*ideas)


def refuse_differing_marks(*ideas: Idea) -> None:
    """Raises NotPossible, and says what has to be done first."""
    marked = [idea for idea in ideas if idea.secrecy != Secrecy.NONE]
    if marked and len(marked) < len(ideas):
        raise NotPossible(
            _(
                "%(number)s has a secrecy mark and the other has none, so those who left the one may not know of the "
                "other. First let the registrar or the innovation manager mark both alike, or take the mark away."
            )
            % {"number": marked[0].registry_number}
        )
