"""Tasks that the tests of the job queue ask for."""

import threading

from django.db import connection

from sluss.jobs.tasks import municipal_task
from sluss.registry.models import Municipality
from sluss.tenancy.backend.scopes import Scope
from sluss.tenancy.scope import current_municipality_key
from tenants.organisation.models import Authority
from tests.factories.transactions import rolled_back

seen: list[tuple[str, str, int]] = []
after: list[tuple[str, int]] = []


@municipal_task(name="tests.note")
def note(municipality: Municipality, *, number: int) -> None:
    Authority.objects.get()
    seen.append((municipality.slug, current_municipality_key(), number))
    after.append((connection.settings_dict["SCHEMA"], threading.get_ident()))


@municipal_task(name="tests.fail")
def fail(municipality: Municipality, *, number: int) -> None:
    Authority.objects.get()
    raise ZeroDivisionError(number)


@municipal_task(name="tests.leave_scope")
def leave_scope(municipality: Municipality, *, number: int) -> None:
    """A faulty job: it enters another scope and never leaves it."""
    connection.enter(Scope(schema="hjo"), 0)  # type: ignore[attr-defined]
    Authority.objects.get()


@municipal_task(name="tests.defer_and_fail")
def defer_and_fail(municipality: Municipality, *, number: int) -> None:
    """Asks for another job in a transaction that is rolled back."""
    with rolled_back():
        note.defer(number=number)
    seen.append((municipality.slug, "rolled back", number))
