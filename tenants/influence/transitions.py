"""The table of a session's way from planned to told back, and of a panel's two states."""

from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.workflow.transitions import Text, Transition
from tenants.influence.access import runs
from tenants.influence.models import PanelStatus, ResidentPanel, ResidentSession, Status
from tenants.people.models import Member


def _runs(actor: Member | None, subject: ResidentSession | ResidentPanel) -> Text | None:
    if runs(actor):
        return None
    return _("Only idea coaches, the innovation manager and the contact centre run panels and sessions.")


def _lies_ahead(actor: Member | None, session: ResidentSession) -> Text | None:
    return None if session.starts_at > clock.now() else _("Its time has passed. Choose a later one first.")


def _has_somebody_to_ask(actor: Member | None, session: ResidentSession) -> Text | None:
    if session.panel_id is None and not session.open_link:
        return _("Choose a panel, or let people sign up by an open link, so that there is somebody to ask.")
    if session.panel and session.panel.status == PanelStatus.CLOSED and not session.open_link:
        return _("The panel is closed. Nobody in it is written to any more.")
    return None


def _has_begun(actor: Member | None, session: ResidentSession) -> Text | None:
    return None if session.starts_at <= clock.now() else _("It has not begun yet.")


def _has_findings(actor: Member | None, session: ResidentSession) -> Text | None:
    return None if session.findings.exists() else _("Write down at least one thing that you learnt.")


def _has_summary(actor: Member | None, session: ResidentSession) -> Text | None:
    return None if session.summary else _("Sum up what was said in a few sentences.")


def _says_what_came_of_it_all(actor: Member | None, session: ResidentSession) -> Text | None:
    if session.findings.filter(outcome="").exists():
        return _("Say what came of every finding, also where nothing was changed, and why.")
    return None


INVITE = Transition(
    name="invited",
    label=_("Invite"),
    sources=(Status.PLANNED, Status.INVITED),
    to=Status.INVITED,
    who=_runs,
    requires=(_lies_ahead, _has_somebody_to_ask),
)
HOLD = Transition(
    name="held",
    label=_("It has been held"),
    sources=(Status.PLANNED, Status.INVITED),
    to=Status.HELD,
    who=_runs,
    requires=(_has_begun,),
)
WRITE_UP = Transition(
    name="written_up",
    label=_("It is written up"),
    sources=(Status.HELD,),
    to=Status.WRITTEN_UP,
    who=_runs,
    requires=(_has_findings,),
)
TELL = Transition(
    name="told_back",
    label=_("Tell those who took part"),
    sources=(Status.WRITTEN_UP,),
    to=Status.TOLD,
    who=_runs,
    requires=(_has_summary, _says_what_came_of_it_all),
)
CANCEL = Transition(
    name="cancelled",
    label=_("Cancel the session"),
    sources=(Status.PLANNED, Status.INVITED),
    to=Status.CANCELLED,
    who=_runs,
)
# What is written about it: until it has been told.
CHANGE = Transition(
    name="changed",
    label=_("Change the session"),
    sources=(Status.PLANNED, Status.INVITED),
    to=None,
    who=_runs,
)
NOTE = Transition(name="noted", label=_("Write a note"), sources=(Status.HELD, Status.WRITTEN_UP), to=None, who=_runs)
# Pictures are taken before it is held as well: of the prototype, of the room. What is taken away goes at any time.
ADD_FILE = Transition(
    name="file_added",
    label=_("Add files"),
    sources=(Status.PLANNED, Status.INVITED, Status.HELD, Status.WRITTEN_UP),
    to=None,
    who=_runs,
)
TABLE = (INVITE, HOLD, WRITE_UP, TELL, CANCEL, CHANGE, NOTE, ADD_FILE)

CLOSE = Transition(
    name="closed",
    label=_("Close the panel"),
    sources=(PanelStatus.OPEN,),
    to=PanelStatus.CLOSED,
    who=_runs,
)
REOPEN = Transition(
    name="reopened",
    label=_("Open the panel again"),
    sources=(PanelStatus.CLOSED,),
    to=PanelStatus.OPEN,
    who=_runs,
)
PANEL_STEPS = {step.name: step for step in (CLOSE, REOPEN)}
