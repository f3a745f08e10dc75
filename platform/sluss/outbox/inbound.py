"""The one door in: the region writes a message, and a job of the municipality applies it."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_region
from sluss.tenancy.models import RegionalMessage


def send_message(*, municipality: Municipality, kind: str, key: str, payload: dict[str, Any], version: int = 1) -> bool:
    """Write a message to a municipality and wake the job that applies it; both or neither.

    The same kind, key and version twice is one message. Returns whether it was new. Opens its own regional transaction.
    """
    with in_region(), transaction.atomic():
        _, new = RegionalMessage.objects.get_or_create(
            municipality=municipality,
            kind=kind,
            key=key,
            version=version,
            defaults={"payload": payload, "created_at": clock.now()},
        )
        if new:
            import_string(settings.SLUSS_INBOUND).defer_once(municipality)
    return new
