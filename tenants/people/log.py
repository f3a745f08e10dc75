"""What happens to memberships goes into the municipality's append-only events: keys and role codes, never names."""

from typing import Any

from sluss import clock
from sluss.workflow.models import Event
from tenants.people.models import Invitation, Member


def record(*, kind: str, about: Member | Invitation, actor: Member | None, **data: Any) -> Event:
    return Event.objects.create(
        subject=about._meta.model_name or "",
        subject_id=about.pk,
        kind=kind,
        actor_id=actor.pk if actor else None,
        at=clock.now(),
        data=data,
    )
