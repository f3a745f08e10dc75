"""What can become of a trial: a frozen table. Every move is written on the trial and told on the idea's timeline."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sluss.workflow.transitions import Text, Transition
from tenants.people.models import Member
from tenants.trials import rules
from tenants.trials.conditions import clearance_holds, entry_conditions_met, idea_is_in_test
from tenants.trials.models import Status, Trial


def _leads(actor: Member, trial: Trial) -> Text | None:
    return rules.why_not_lead(actor, trial)


def _clears(actor: Member, trial: Trial) -> Text | None:
    return rules.why_not_clear(actor, trial)


def _halts(actor: Member, trial: Trial) -> Text | None:
    return rules.why_not_halt(actor, trial)


def _is_the_clock(actor: object, trial: Trial) -> Text | None:
    """What no longer may run is paused whoever is at work; no person does this."""
    return None if actor is None else _("This happens by itself.")


def _move(name: str, label: Text, sources: tuple[Status, ...], to: Status, who: Any, *requires: Any) -> Transition:
    return Transition(name=name, label=label, sources=sources, to=to, who=who, requires=requires)


CLEAR = _move(
    "clear", pgettext_lazy("trial", "Clear to start"), (Status.PLANNED,), Status.CLEARED, _clears, clearance_holds
)
START = _move(
    "start",
    pgettext_lazy("trial", "Start"),
    (Status.CLEARED,),
    Status.RUNNING,
    _leads,
    idea_is_in_test,
    entry_conditions_met,
    clearance_holds,
)
PAUSE = _move("pause", pgettext_lazy("trial", "Pause"), (Status.RUNNING,), Status.PAUSED, _halts)
EXPIRE = _move(
    "expire", pgettext_lazy("trial", "Pause: a clearance ran out"), (Status.RUNNING,), Status.PAUSED, _is_the_clock
)
LEFT = _move(
    "left", pgettext_lazy("trial", "Pause: the idea has left"), (Status.RUNNING,), Status.PAUSED, _is_the_clock
)
RESUME = _move(
    "resume",
    pgettext_lazy("trial", "Go on"),
    (Status.PAUSED,),
    Status.RUNNING,
    _leads,
    idea_is_in_test,
    clearance_holds,
)
COMPLETE = _move(
    "complete", pgettext_lazy("trial", "End as planned"), (Status.RUNNING, Status.PAUSED), Status.COMPLETED, _leads
)
ANALYSE = _move("analyse", pgettext_lazy("trial", "Write the result"), (Status.COMPLETED,), Status.ANALYSED, _leads)
STOP = _move(
    "stop",
    pgettext_lazy("trial", "Stop"),
    (Status.PLANNED, Status.CLEARED, Status.RUNNING, Status.PAUSED),
    Status.STOPPED,
    _halts,
)
TABLE = (CLEAR, START, PAUSE, EXPIRE, LEFT, RESUME, COMPLETE, ANALYSE, STOP)
# The moves that are one button on the trial's page; the result has a form of its own.
BUTTONS = {move.name: move for move in (CLEAR, START, RESUME, COMPLETE, PAUSE, STOP)}
# What is asked before a button is pressed for good.
QUESTIONS: dict[str, Text] = {
    CLEAR.name: _("Is the trial cleared to start?"),
    START.name: _("Start the trial?"),
    RESUME.name: _("Shall the trial go on?"),
    COMPLETE.name: _("Has the trial ended as planned?"),
    PAUSE.name: _("Pause the trial?"),
    STOP.name: _("Stop the trial for good?"),
}
NEEDS_REASON = (PAUSE.name, STOP.name)
SENTENCES: dict[str, Text] = {
    "trial_plan": _("A trial is being planned"),
    "trial_clear": _("A trial was cleared to start"),
    "trial_start": _("A trial started"),
    "trial_pause": _("A trial was paused"),
    "trial_expire": _("A trial was paused because a clearance ran out"),
    "trial_left": _("A trial was paused because the idea waits or has gone on"),
    "trial_resume": _("A trial went on"),
    "trial_complete": _("A trial ended as planned"),
    "trial_analyse": _("The result of a trial was written"),
    "trial_stop": _("A trial was stopped"),
    "receiver_confirmed": _("The receiving owner said yes"),
    "receiver_declined": _("The receiving owner said no"),
}
