"""Panels and sessions for tests, taken to a state by the product's own services."""

import datetime as dt
from itertools import count
from typing import Any

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.influence.findings import Learnt, save_finding, sum_up
from tenants.influence.join import Joiner, ask_to_join, confirm
from tenants.influence.mailing import invite, tell_back
from tenants.influence.models import Link, Panelist, ResidentPanel, ResidentSession, Status
from tenants.influence.panels import PanelText, current_consent, start_panel
from tenants.influence.sessions import Plan, cancel_session, hold_session, plan_session, write_up
from tenants.influence.subjects import Subject
from tenants.people.models import Member

_numbers = count(1)
AHEAD = dt.timedelta(days=7)
HOUR = dt.timedelta(hours=1)


def make_panel(*, municipality: Municipality, actor: Member, **fields: Any) -> ResidentPanel:
    said = {"name": f"Panelen {next(_numbers)}", "purpose": "Vi frågar om e-tjänster.", "consent": "Du kan lämna."}
    with in_municipality(municipality):
        return start_panel(PanelText(**(said | fields)), actor=actor)


def join(panel: ResidentPanel, *, municipality: Municipality, name: str = "", email: str = "") -> Panelist:
    """Somebody who has joined and confirmed the address."""
    number = next(_numbers)
    joiner = Joiner(name=name or f"Boende {number}", email=email or f"boende{number}@example.org", language="sv")
    with in_municipality(municipality):
        ask_to_join(panel, joiner=joiner, consent=current_consent(panel))
        panelist = Panelist.objects.get(email=joiner.email, panel=panel)
        confirm(Link.objects.get(panelist=panelist, purpose=Link.Purpose.CONFIRM))
        panelist.refresh_from_db()
        return panelist


def make_session(
    status: Status = Status.PLANNED,
    *,
    municipality: Municipality,
    actor: Member,
    subject: Subject,
    took_part: int = 7,
    outcome: str = "change",
    **plan: Any,
) -> ResidentSession:
    """A session that begins in a week, or that has been held an hour after it began."""
    said: dict[str, Any] = {
        "title": f"Samtal {next(_numbers)}",
        "kind": "workshop",
        "starts_at": clock.now() + AHEAD,
        "place": "Biblioteket",
        "welcome": "Vi vill höra hur du gör i dag.",
        "open_link": True,
    }
    with in_municipality(municipality):
        session = plan_session(Plan(**(said | plan)), subject=subject, actor=actor)
        if status == Status.CANCELLED:
            cancel_session(session, reason="Lokalen blev upptagen.", actor=actor)
        elif status != Status.PLANNED:
            invite(session, actor=actor)
        if status in (Status.HELD, Status.WRITTEN_UP, Status.TOLD):
            with clock.held_at(session.starts_at + HOUR):
                hold_session(session, took_part=took_part, came=(), actor=actor)
        if status in (Status.WRITTEN_UP, Status.TOLD):
            learnt = Learnt(text="Orden är svåra.", outcome=outcome, came_of_it="De byttes ut." if outcome else "")
            save_finding(session, learnt=learnt, actor=actor)
            sum_up(session, summary="Många fastnade på orden.", actor=actor)
            write_up(session, actor=actor)
        if status == Status.TOLD:
            tell_back(session, actor=actor)
        return ResidentSession.objects.get(pk=session.pk)
