"""Linking ideas and needs: many to many, told on the timelines of both, and taken away again without a trace lost."""

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.ideas.models import Idea
from tenants.needs.models import Bond, Need, NeedIdea, Status
from tenants.needs.rules import may_link
from tenants.people.models import Member


@transaction.atomic
def link_idea(*, need: Need, idea: Idea, actor: Member, bond: Bond = Bond.IDEA) -> NeedIdea:
    """Link an idea to an open need. A link that is there already is returned as it stands.

    Raises NotAllowed for members who do not link, NotPossible where the need has ended or is the idea's own.
    """
    if not may_link(actor):
        raise NotAllowed(_("Only an idea coach, the innovation manager or the contact centre links needs and ideas."))
    return put_link(need=need, idea=idea, actor=actor, bond=bond)


@transaction.atomic
def put_link(*, need: Need, idea: Idea, actor: Member | None, bond: Bond) -> NeedIdea:
    """`link_idea` for what follows from something else that the actor was allowed to do."""
    locked = Need.objects.select_for_update(no_key=True).get(pk=need.pk)
    if locked.status != Status.OPEN:
        raise NotPossible(_("The need has ended. Open it again to link more ideas to it."))
    if locked.origin_id == idea.pk:
        raise NotPossible(_("The need was taken in from that matter, so they belong together already."))
    link, is_new = NeedIdea.objects.get_or_create(
        need=locked, idea=idea, defaults={"bond": bond, "linked_by": actor, "linked_at": clock.now()}
    )
    if is_new:
        record(subject=locked, kind="idea_linked", actor=actor, data={"idea": idea.pk, "bond": bond.value})
        record(subject=idea, kind="need_linked", actor=actor, data={"need": locked.pk, "bond": bond.value})
    return link


@transaction.atomic
def unlink_idea(*, need: Need, idea: Idea, actor: Member) -> bool:
    """Take a link away; False where there was none. Raises NotAllowed for members who do not link."""
    if not may_link(actor):
        raise NotAllowed(_("Only an idea coach, the innovation manager or the contact centre links needs and ideas."))
    return remove_link(need=need, idea=idea, actor=actor)


@transaction.atomic
def remove_link(*, need: Need, idea: Idea, actor: Member | None) -> bool:
    """`unlink_idea` for what follows from something else that the actor was allowed to do."""
    locked = Need.objects.select_for_update(no_key=True).get(pk=need.pk)
    if not NeedIdea.objects.filter(need=locked, idea=idea).delete()[0]:
        return False
    record(subject=locked, kind="idea_unlinked", actor=actor, data={"idea": idea.pk})
    record(subject=idea, kind="need_unlinked", actor=actor, data={"need": locked.pk})
    return True
