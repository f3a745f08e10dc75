"""Residents' influence: panels people join by themselves, sessions with them, and what came of what they said."""

from tenants.influence.models.outcome import Check, ChecklistLine, Finding, Note, OpenSession, Outcome, SessionFile
from tenants.influence.models.panel import Consent, Panelist, PanelStatus, ResidentPanel
from tenants.influence.models.session import Kind, Link, Mailing, Participant, ResidentSession, Status

__all__ = [
    "Check",
    "ChecklistLine",
    "Consent",
    "Finding",
    "Kind",
    "Link",
    "Mailing",
    "Note",
    "OpenSession",
    "Outcome",
    "PanelStatus",
    "Panelist",
    "Participant",
    "ResidentPanel",
    "ResidentSession",
    "SessionFile",
    "Status",
]
