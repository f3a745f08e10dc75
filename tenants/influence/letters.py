"""Letters to residents, in their language. Every one holds a link by which they are forgotten."""

import datetime as dt
from typing import Any

from sluss import clock
from tenants.influence.links import CONFIRM_WITHIN, LEAVE_WITHIN, new_link
from tenants.influence.models import Link, Panelist, Participant, ResidentSession
from tenants.mail.letters import render_letter, send_letter

JOIN, WELCOME, WAY_OUT = "influence/join", "influence/welcome", "influence/way_out"
INVITATION, REMINDER = "influence/invitation", "influence/reminder"
CANCELLED, TOLD = "influence/cancelled", "influence/told"
OWNER = "influence/owner"


def ask_to_confirm(panelist: Panelist) -> None:
    until = clock.now() + CONFIRM_WITHIN
    _send(JOIN, panelist, {"panel": panelist.panel}, Link.Purpose.CONFIRM, until)


def welcome(panelist: Panelist) -> None:
    _send(WELCOME, panelist, {"panel": panelist.panel})


def way_out(panelist: Panelist) -> None:
    _send(WAY_OUT, panelist, {"panel": panelist.panel})


def invitation(participant: Participant, session: ResidentSession) -> None:
    _send(INVITATION, participant, {"session": session}, Link.Purpose.ANSWER, session.starts_at)


def reminder(participant: Participant, session: ResidentSession) -> None:
    _send(REMINDER, participant, {"session": session}, Link.Purpose.ANSWER, session.starts_at)


def cancelled(participant: Participant, session: ResidentSession) -> None:
    _send(CANCELLED, participant, {"session": session})


def told(participant: Participant, session: ResidentSession) -> None:
    _send(TOLD, participant, told_context(session))


def told_context(session: ResidentSession) -> dict[str, Any]:
    return {"session": session, "findings": list(session.findings.all())}


def preview(template: str, *, context: dict[str, Any], language: str) -> tuple[str, str]:
    """Subject and text as they would go out, with addresses that lead nowhere."""
    subject, text, _html = render_letter(
        template=template, context={"name": "", "token": "personal", "leave": "personal", **context}, language=language
    )
    return subject, text


def remind_owner(session: ResidentSession, *, days: int) -> None:
    owner = session.owner
    send_letter(
        to=owner.email,
        template=OWNER,
        context={"name": owner.name, "session": session, "days": days},
        language=owner.language,
    )


def _send(
    template: str,
    person: Panelist | Participant,
    context: dict[str, Any],
    purpose: Link.Purpose | None = None,
    until: dt.datetime | None = None,
) -> None:
    """The link to leave goes to the one whose name and address are kept: the panelist, or who came by an open link."""
    receiver = person.receiver if isinstance(person, Participant) else person
    leave, out = new_link(Link.Purpose.LEAVE, person=receiver, until=clock.now() + LEAVE_WITHIN)
    rows, token = [leave], ""
    if purpose and until:
        row, token = new_link(purpose, person=person, until=until)
        rows.append(row)
    mail = send_letter(
        to=receiver.email,
        template=template,
        context={"name": receiver.name, "token": token, "leave": out, **context},
        language=receiver.language,
        holds_secret=True,
    )
    Link.objects.filter(pk__in=[row.pk for row in rows]).update(mail=mail.pk)
