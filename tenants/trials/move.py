"""Moving a trial along its table, and writing its result."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.workflow.transitions import NotPossible, Transition, apply, record
from tenants.people.models import Member
from tenants.trials import transitions
from tenants.trials.models import Trial

REASON_MISSING = _("Say why, so that those who were to take part understand.")


@dataclass(frozen=True, kw_only=True)
class Result:
    """What came of a trial."""

    measured: str
    measured_number: Decimal | None
    stop_rule_met: bool
    conclusion: str
    recommendation: str


@transaction.atomic
def move(trial: Trial, *, by: Transition, actor: Member | None, reason: str = "") -> Trial:
    """Apply a transition of the table. Raises NotAllowed or NotPossible with nothing changed."""
    if by.name in transitions.NEEDS_REASON and not reason.strip():
        raise NotPossible(REASON_MISSING)
    apply(by, subject=trial, actor=actor, change=lambda locked: _changes(locked, by, reason))
    record(subject=trial.idea, kind=f"trial_{by.name}", actor=actor, data={"trial": trial.pk})
    return trial


@transaction.atomic
def write_result(trial: Trial, *, result: Result, actor: Member) -> Trial:
    """Write what was measured against the stop rule, what it means and what is recommended. Raises NotAllowed, and
    NotPossible where something is missing."""
    if not result.measured.strip() or not result.conclusion.strip() or not result.recommendation:
        raise NotPossible(_("A result says what was measured, what it means and what is recommended."))
    content = {**vars(result), "analysed_at": clock.now()}
    apply(transitions.ANALYSE, subject=trial, actor=actor, change=lambda locked: content)
    record(subject=trial.idea, kind="trial_analyse", actor=actor, data={"trial": trial.pk})
    return trial


def _changes(locked: Trial, by: Transition, reason: str) -> dict[str, Any]:
    today = clock.today()
    match by.name:
        case transitions.START.name:
            return {"started_on": today}
        case transitions.PAUSE.name:
            return {"pause_reason": reason}
        case transitions.EXPIRE.name | transitions.LEFT.name:
            return {"pause_reason": ""}
        case transitions.COMPLETE.name:
            return {"ended_on": today}
        case transitions.STOP.name:
            return {"stop_reason": reason, "ended_on": today}
    return {}
