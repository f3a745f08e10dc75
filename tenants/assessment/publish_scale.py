"""Publishing what is scored on a side from now on."""

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.assessment.models import Scale, Side
from tenants.assessment.rules import may_assign
from tenants.assessment.scales import MOST, Wording, add_criteria, number_of, scale_in_use
from tenants.people.models import Member


@transaction.atomic
def publish_scale(*, side: Side, wordings: tuple[Wording, ...], seen: int, actor: Member) -> Scale:
    """Put a new version of the side's criteria in use; assessments that have been opened keep the one they were opened
    by. `seen` is the version that the editor began with, 0 for the standard.

    Raises NotAllowed, or NotPossible (no or too many criteria, somebody published meanwhile) with nothing changed.
    """
    if not may_assign(actor):
        raise NotAllowed(_("Only the innovation manager changes what is scored."))
    if not 1 <= len(wordings) <= MOST:
        raise NotPossible(_("A side needs between 1 and %(most)d criteria.") % {"most": MOST})
    before = Scale.objects.select_for_update().get(pk=scale_in_use(side).pk)
    if not before.in_use or seen != number_of(before):
        raise NotPossible(_("Somebody has published other criteria meanwhile. Look at them before you save yours."))
    before.in_use = False
    before.save(update_fields=["in_use"])
    scale = Scale.objects.create(side=side, version=before.version + 1, published_by=actor, published_at=clock.now())
    add_criteria(scale, wordings)
    record(subject=scale, kind="scale_published", actor=actor, data={"side": side.value, "version": scale.version})
    return scale
