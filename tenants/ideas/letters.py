"""Words to those who bear an idea."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tenants.ideas.models import Idea, IdeaBearer
from tenants.mail.letters import send_letter


@dataclass(frozen=True)
class Receiver:
    """Someone who bears an idea and can be reached. One without an account is led to the follow page."""

    email: str
    language: str
    name: str
    is_member: bool


def tell_bearers(idea: Idea, *, template: str, context: dict[str, Any], holds_secret: bool = False) -> int:
    """Write to every bearer who can be reached by e-mail, in their language; returns how many letters were written.

    `holds_secret` where `context` has a link or code that is for the bearers alone.
    """
    receivers = list(_receivers(idea))
    for receiver in receivers:
        send_letter(
            to=receiver.email,
            template=template,
            context={"idea": idea, "name": receiver.name, "member": receiver.is_member, **context},
            language=receiver.language,
            about_id=idea.pk,
            holds_secret=holds_secret,
        )
    return len(receivers)


def _receivers(idea: Idea) -> Iterator[Receiver]:
    for bearer in IdeaBearer.objects.filter(idea=idea).select_related("member"):
        member = bearer.member
        if member and member.active:
            yield Receiver(email=member.email, language=member.language, name=member.name, is_member=True)
        elif bearer.email:
            yield Receiver(email=bearer.email, language=bearer.language, name=bearer.name, is_member=False)
