"""Words to those who bear an idea."""

from collections.abc import Iterator
from typing import Any

from tenants.ideas.models import Idea, IdeaBearer
from tenants.mail.letters import send_letter


def tell_bearers(idea: Idea, *, template: str, context: dict[str, Any]) -> int:
    """Write to every bearer who can be reached by e-mail, in their language; returns how many letters were written."""
    sent = 0
    for to, language, name in _addresses(idea):
        send_letter(
            to=to,
            template=template,
            context={"idea": idea, "name": name, **context},
            language=language,
            about_id=idea.pk,
        )
        sent += 1
    return sent


def _addresses(idea: Idea) -> Iterator[tuple[str, str, str]]:
    for bearer in IdeaBearer.objects.filter(idea=idea).select_related("member"):
        if bearer.member and bearer.member.active:
            yield bearer.member.email, bearer.member.language, bearer.member.name
        elif bearer.email:
            yield bearer.email, bearer.language, bearer.name
