"""Signing: from then on a learning stands, and only a later one can supersede it."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotPossible, apply
from tenants.ideas.models import Idea
from tenants.learnings.models import Learning, LearningDraft, LearningText, Occasion
from tenants.learnings.rules import SIGN
from tenants.learnings.write import standing
from tenants.people.models import Member

TEXTS = [field.name for field in LearningText._meta.fields if field.name != "id"]


@transaction.atomic
def sign_draft(draft: LearningDraft, *, revision: int, actor: Member) -> Learning:
    """The draft as its signer read it, for ever. Raises NotAllowed, NotPossible (taken away, or the learning that it
    was to supersede has another successor already) or ChangedMeanwhile."""
    idea = draft.idea
    key = uuid.uuid4()
    apply(SIGN, subject=idea, actor=actor, data={"learning": str(key)})
    row = standing(draft, revision=revision)
    old = row.supersedes
    if old is not None and Learning.objects.filter(supersedes=old).exists():
        raise NotPossible(_("Another learning has taken the place of the old one already. Take away this draft."))
    signed = Learning.objects.create(
        key=key,
        thread=old.thread if old else key,
        supersedes=old,
        phase=idea.furthest_phase,
        written_by=row.written_by,
        signed_by=actor,
        signed_at=clock.now(),
        **{name: getattr(row, name) for name in TEXTS},
    )
    row.delete()
    return signed


def sign_at_conclusion(
    idea: Idea, *, assumption: str, learned: str, cost_saved: int | None, leader: Member, at: dt.datetime
) -> Learning:
    """The learning of an idea that is concluded, signed by the one who decided. `cost_saved` is in whole kronor. Runs
    in the decision's transaction, which has checked the right to decide."""
    return Learning.objects.create(
        idea=idea,
        occasion=Occasion.CONCLUDED,
        assumption=assumption,
        learned=learned,
        cost_saved=cost_saved,
        phase=idea.furthest_phase,
        signed_by=leader,
        signed_at=at,
    )
