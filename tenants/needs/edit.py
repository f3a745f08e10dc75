"""Changing a need as it becomes clearer: every change is a revision, and none is written over another unseen."""

import datetime as dt
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.needs.models import Need, Status
from tenants.needs.rules import may_edit
from tenants.organisation.models import Unit
from tenants.people.models import Member


class NeedFields(TypedDict):
    """All that the form of a need holds."""

    title: str
    who: str
    situation: str
    frequency: str
    evidence: str
    source: str
    heard_on: dt.date
    unit: Unit | None
    owner: Member | None


class ChangedMeanwhile(NotPossible):
    """Somebody saved another text since this one was opened. `theirs` is what stands now."""

    def __init__(self, theirs: Need) -> None:
        super().__init__(_("Somebody has changed the need since you opened it. Nothing of yours is lost."))
        self.theirs = theirs


@transaction.atomic
def edit_need(need: Need, *, fields: NeedFields, revision: int, actor: Member) -> Need:
    """Save what the need says now. Raises NotAllowed, NotPossible, and ChangedMeanwhile where `revision` is not the
    latest."""
    locked = Need.objects.select_for_update(no_key=True).get(pk=need.pk)
    if locked.status != Status.OPEN:
        raise NotPossible(_("The need has ended. Open it again to change it."))
    if not may_edit(actor, locked):
        raise NotAllowed(_("Only those who write needs down, or look after this one, change it."))
    if locked.revision != revision:
        raise ChangedMeanwhile(locked)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.revision = revision + 1
    locked.save(update_fields=[*fields, "revision"])
    record(subject=locked, kind="need_edited", actor=actor, data={"revision": locked.revision})
    return locked
