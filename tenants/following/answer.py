"""Answering from a letter: a link that lets its receiver say one thing about one idea, once, for a fortnight."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from sluss import clock
from sluss.secrets import Kind
from tenants.following.models import Notification
from tenants.following.talk import say
from tenants.ideas.access import visible_to

VALID_FOR = dt.timedelta(days=14)
LINK = Kind("following.answer")


@dataclass(frozen=True)
class AnswerLink:
    """The secret goes into the letter alone; what is kept is its digest."""

    token: str
    until: dt.datetime

    @property
    def digest(self) -> str:
        return LINK.digest(self.token)


def new_answer_link() -> AnswerLink:
    return AnswerLink(LINK.make(), clock.now() + VALID_FOR)


def open_link(token: str) -> Notification | None:
    """What the link is about, while it can be used by somebody who is still a member and may still see the idea."""
    found = (
        Notification.objects.select_related("member", "idea")
        .filter(answer_digest=LINK.digest(token), answer_until__gt=clock.now())
        .first()
    )
    may = found is not None and visible_to(found.member).filter(pk=found.idea_id).exists()
    return found if may else None


@transaction.atomic
def answer(token: str, *, text: str) -> bool:
    """Say it in the member's name and use the link up; False where it could not be used (any more)."""
    known = open_link(token)
    if known is None:
        return False
    # Two answers at once: the second finds the link used up.
    used = Notification.objects.filter(pk=known.pk, answer_digest=LINK.digest(token)).update(answer_digest="")
    if used:
        say(known.idea, text=text, member=known.member)
    return bool(used)
