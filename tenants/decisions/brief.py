"""The case in six lines, for someone who has three minutes."""

from dataclasses import dataclass

from django.template.defaultfilters import truncatewords
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tenants.decisions.models import Decision
from tenants.ideas.models import Idea, IdeaBearer

WORDS = 40


@dataclass(frozen=True)
class Line:
    label: str
    text: str


def brief_of(idea: Idea) -> list[Line]:
    bearers = IdeaBearer.objects.filter(idea=idea).select_related("member")
    lines = (
        (_("What"), truncatewords(idea.text, WORDS)),
        (_("For whom"), truncatewords(idea.for_whom, WORDS)),
        (_("Why now"), truncatewords(idea.why_now, WORDS)),
        (_("Borne by"), ", ".join(bearer.display_name for bearer in bearers)),
        (_("Idea coach"), idea.coach.display_name if idea.coach else ""),
        (_("Since last time"), _since(idea)),
    )
    return [Line(str(label), text or "–") for label, text in lines]


def _since(idea: Idea) -> str:
    """Whether the text is still what the last decision was made on."""
    latest = Decision.objects.filter(idea=idea).order_by("-id").first()
    if latest is None:
        return _("This is the first decision.")
    day = date_format(localtime(latest.decided_at), "j F Y")
    if latest.idea_revision == idea.revision:
        return _("The text is the same as at the decision on %(day)s.") % {"day": day}
    return _("The text has been changed since the decision on %(day)s.") % {"day": day}
