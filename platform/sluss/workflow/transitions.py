"""Transitions as frozen tables, and the single function that applies one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import models
from django.utils.functional import Promise

from sluss import clock
from sluss.workflow.models import Event

Text = str | Promise


class NotAllowed(Exception):
    """The actor may not do this. `reason` is for the person."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


class NotPossible(Exception):
    """It cannot be done now, whoever asks. `reasons` are for the person."""

    def __init__(self, *reasons: Text) -> None:
        super().__init__("; ".join(map(str, reasons)))
        self.reasons = reasons


class Subject(Protocol):
    """What a transition acts on: a row with a `status`."""

    pk: Any
    status: str

    def save(self, *, update_fields: Any = ...) -> None: ...


Check = Callable[[Any, Any], Text | None]
type Listener = Callable[[Event], None]
_listeners: list[Listener] = []


def hears_of_events(listener: Listener) -> None:
    """Have a function called with every event that is recorded, in its transaction: for deferring jobs, nothing more.
    Called when apps are ready."""
    _listeners.append(listener)


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One row of a transition table.

    `who(actor, subject)` gives the reason why the actor may not, or None; each of `requires` the reason why it cannot
    be done now. `to` None keeps the status.
    """

    name: str
    label: Text
    sources: tuple[str, ...]
    to: str | None
    who: Check
    requires: tuple[Check, ...] = field(default=())


def refusal(transition: Transition, *, subject: Any, actor: Any) -> NotAllowed | NotPossible | None:
    """Why the transition cannot be applied now, or None when it can. Authority comes first: it says least."""
    if reason := transition.who(actor, subject):
        return NotAllowed(reason)
    if subject.status not in transition.sources:
        return NotPossible(_wrong_status(transition))
    reasons = [reason for check in transition.requires if (reason := check(actor, subject))]
    return NotPossible(*reasons) if reasons else None


def apply(
    transition: Transition,
    *,
    subject: Any,
    actor: Any,
    change: Callable[[Any], dict[str, Any]] = lambda subject: {},
    data: dict[str, Any] | None = None,
) -> Event:
    """Lock, check, change, event: in this order and for every transition there is.

    `change(locked)` sets further fields on the locked row and returns them by name (they are saved with the status).
    Must run inside a transaction. Raises NotAllowed or NotPossible with nothing changed. The caller's `subject` is
    brought up to date.
    """
    locked = type(subject)._default_manager.select_for_update(no_key=True, of=("self",)).get(pk=subject.pk)
    if error := refusal(transition, subject=locked, actor=actor):
        raise error
    before = locked.status
    changed = change(locked)
    for name, value in changed.items():
        setattr(locked, name, value)
    locked.status = transition.to or locked.status
    locked.save(update_fields=["status", *changed])
    _copy(locked, subject, ["status", *changed])
    return record(
        subject=locked,
        kind=transition.name,
        actor=actor,
        data={"from": before, "to": locked.status, **(data or {})},
    )


def record(*, subject: models.Model, kind: str, actor: Any, data: dict[str, Any] | None = None) -> Event:
    """Write an event about a row. `data` holds keys and codes only; the timeline is never rewritten."""
    event = Event.objects.create(
        subject=subject._meta.model_name or "",
        subject_id=subject.pk,
        kind=kind,
        actor_id=getattr(actor, "pk", None),
        at=clock.now(),
        data=data or {},
    )
    for listener in _listeners:
        listener(event)
    return event


def _copy(source: Any, target: Any, names: list[str]) -> None:
    for name in names:
        setattr(target, name, getattr(source, name))


def _wrong_status(transition: Transition) -> Text:
    from django.utils.translation import gettext as _

    return _("“%(action)s” cannot be done now: something has happened to it since.") % {"action": transition.label}
