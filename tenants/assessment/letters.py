"""The letter to somebody who is asked to assess ideas."""

import datetime as dt

from tenants.mail.letters import send_letter
from tenants.people.models import Member


def ask(member: Member, *, number: int, due_on: dt.date | None, actor: Member) -> None:
    """`number` ideas came into the member's queue. The letter names none: it may be read over a shoulder."""
    send_letter(
        to=member.email,
        template="assessment/asked",
        context={"name": member.name, "number": number, "due_on": due_on, "asker": actor.display_name},
        language=member.language,
    )
