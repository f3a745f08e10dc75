"""Saving what an administrator decides about the organisation."""

from typing import Any

from django.db import models, transaction

from sluss import clock
from sluss.workflow.models import Event
from tenants.organisation.models import Authority, RetentionRule, Unit

type Part = Authority | RetentionRule | Unit


def save_part(*, part: Part, values: dict[str, Any], actor_id: int) -> Part:
    """Save a new or changed authority, retention rule or unit, with an event. A new default takes over from the old."""
    for field, value in values.items():
        setattr(part, field, value)
    with transaction.atomic():
        kind = "changed" if part.pk else "added"
        if values.get("is_default"):
            _step_down(type(part), but=part.pk)
        if part.pk:
            part.save(update_fields=list(values))
        else:
            part.save(force_insert=True)
        _record(part=part, kind=kind, actor_id=actor_id)
    return part


def _step_down(model: type[models.Model], *, but: int | None) -> None:
    model._default_manager.filter(is_default=True).exclude(pk=but).update(is_default=False)


def _record(*, part: Part, kind: str, actor_id: int) -> None:
    name = part._meta.model_name or ""
    Event.objects.create(
        subject=name, subject_id=part.pk, kind=f"{name}_{kind}", actor_id=actor_id, at=clock.now(), data={}
    )
