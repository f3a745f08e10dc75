"""What somebody is to an idea, and a new version of the model."""

from django.db import transaction

from tenants.decisions.models import Recusal
from tenants.ideas.models import Idea
from tenants.model_editor import moving
from tenants.model_editor.drafts import begin_draft
from tenants.model_editor.models import Promises
from tenants.model_editor.publish import publish
from tenants.model_editor.selectors import stages_of
from tenants.people.models import Member
from tenants.pipeline.in_use import model_in_use
from tests.walk.who_may import Situation


def situation(idea: Idea, actor: Member) -> Situation:
    return Situation(
        roles=frozenset(actor.roles),
        status=idea.status,
        bears=idea.bearers.filter(member=actor).exists(),
        coaches=idea.coach_id == actor.pk,
        recused=Recusal.objects.filter(idea=idea, member=actor).exists(),
        has_stage=idea.stage_id is not None,
    )


@transaction.atomic
def publish_a_copy(actor: Member) -> None:
    """A copy of the model in use, every idea to the copy of its stage."""
    old = model_in_use()
    draft = begin_draft(source=old, actor=actor)
    mapping = {one.pk: new.pk for one, new in zip(stages_of(old), stages_of(draft), strict=True)}
    seen = moving.seen_now(draft, moving.places_of(draft))
    publish(mapping=mapping, seen=seen, promises=Promises.KEEP, actor=actor)
