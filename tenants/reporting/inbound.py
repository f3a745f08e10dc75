"""Applies what the region sent: in order, once, and told apart from what could not be applied."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import InterfaceError, OperationalError, transaction

from sluss import clock
from sluss.jobs.tasks import municipal_task
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.tenancy.models import RegionalMessage
from tenants.reporting.models import AppliedMessage

log = logging.getLogger(__name__)
State = RegionalMessage.State
Applier = Callable[[RegionalMessage], None]
_appliers: dict[str, Applier] = {}


def applies(kind: str) -> Callable[[Applier], Applier]:
    """Names the function that gives messages of a kind their effect, in the municipality's scope and transaction."""

    def register(applier: Applier) -> Applier:
        _appliers[kind] = applier
        return applier

    return register


@municipal_task(name="reporting.apply_messages")
def apply(municipality: Municipality) -> None:
    """Apply what waits, oldest first. A message that cannot be applied is marked and does not stop the others.

    A database that is away is no fault of the message: the job is tried again.
    """
    for message in _waiting(municipality):
        try:
            _apply_once(municipality, message)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("Message %s (%s) could not be applied in %s.", message.pk, message.kind, municipality.slug)
            _mark(message, state=State.FAILED)
        else:
            _mark(message, state=State.APPLIED, applied_at=clock.now())


def _waiting(municipality: Municipality) -> list[RegionalMessage]:
    with in_region():
        return list(RegionalMessage.objects.filter(municipality=municipality, state=State.WAITING).order_by("id"))


def _apply_once(municipality: Municipality, message: RegionalMessage) -> None:
    """The effect and its mark in one transaction: a stop before the region knows of it repeats nothing."""
    with in_municipality(municipality), transaction.atomic():
        _, new = AppliedMessage.objects.get_or_create(
            kind=message.kind, key=message.key, version=message.version, defaults={"applied_at": clock.now()}
        )
        if new:
            _appliers[message.kind](message)


def _mark(message: RegionalMessage, **fields: Any) -> None:
    with in_region():
        RegionalMessage.objects.filter(pk=message.pk).update(**fields)
