"""The table of a challenge's way from draft to followed up, and who may take it a step. Nobody (None) is the clock."""

from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.workflow.transitions import Text, Transition
from tenants.challenges.models import Audience, Challenge, Status
from tenants.challenges.rules import runs
from tenants.people.models import Member


def _runs_it(actor: Member | None, challenge: Challenge) -> Text | None:
    if runs(actor, challenge):
        return None
    return _("Only the challenge's owner or the innovation manager does this.")


def _runs_it_or_its_first_day_has_come(actor: Member | None, challenge: Challenge) -> Text | None:
    due = challenge.opens_on is not None and challenge.opens_on <= clock.today()
    return None if actor is None and due else _runs_it(actor, challenge)


def _runs_it_or_its_last_day_is_over(actor: Member | None, challenge: Challenge) -> Text | None:
    due = challenge.closes_on is not None and challenge.closes_on < clock.today()
    return None if actor is None and due else _runs_it(actor, challenge)


def _says_why_and_for_whom(actor: Member | None, challenge: Challenge) -> Text | None:
    if challenge.why_now and challenge.affected:
        return None
    return _("Write why it matters now and who is affected: that is what makes people answer.")


def _has_period(actor: Member | None, challenge: Challenge) -> Text | None:
    if challenge.opens_on is None or challenge.closes_on is None:
        return _("Give it a first and a last day.")
    if challenge.closes_on < clock.today():
        return _("The last day has passed. Choose a later one.")
    return None


def _has_units(actor: Member | None, challenge: Challenge) -> Text | None:
    if challenge.audience == Audience.UNITS and not challenge.units.exists():
        return _("Choose which units it is put to.")
    return None


def _has_days_left(actor: Member | None, challenge: Challenge) -> Text | None:
    """By hand only: what the clock opens too late it closes at once, so that nothing waits for ever."""
    return None if actor is None else _has_period(actor, challenge)


def _has_report(actor: Member | None, challenge: Challenge) -> Text | None:
    report = getattr(challenge, "report", None)
    if report is not None and report.came_in and report.taken_on and report.learned:
        return None
    return _("Write all three parts of the report first.")


ANNOUNCE = Transition(
    name="announced",
    label=_("Announce"),
    sources=(Status.DRAFT,),
    to=Status.ANNOUNCED,
    who=_runs_it,
    requires=(_says_why_and_for_whom, _has_period, _has_units),
)
OPEN = Transition(
    name="opened",
    label=_("Open for ideas"),
    sources=(Status.ANNOUNCED,),
    to=Status.OPEN,
    who=_runs_it_or_its_first_day_has_come,
    requires=(_has_days_left,),
)
CLOSE = Transition(
    name="closed",
    label=_("Close the challenge"),
    sources=(Status.OPEN,),
    to=Status.CLOSED,
    who=_runs_it_or_its_last_day_is_over,
)
FOLLOW_UP = Transition(
    name="followed_up",
    label=_("Tell what came of it"),
    sources=(Status.CLOSED,),
    to=Status.FOLLOWED_UP,
    who=_runs_it,
    requires=(_has_report,),
)
CANCEL = Transition(
    name="cancelled",
    label=_("Cancel the challenge"),
    sources=(Status.DRAFT, Status.ANNOUNCED, Status.OPEN),
    to=Status.CANCELLED,
    who=_runs_it,
)
TABLE = (ANNOUNCE, OPEN, CLOSE, FOLLOW_UP, CANCEL)
# What stands on a page of its own with one button; the report and the cancelling ask for words.
BY_BUTTON = {step.name: step for step in (ANNOUNCE, OPEN, CLOSE)}
