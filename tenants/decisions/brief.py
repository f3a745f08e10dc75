"""The case on one screen, for someone who has three minutes.

Apps that know more about an idea than its text (assessments, trials, benefits) hand their lines in when they are
ready: from `AppConfig.ready()` call `adds_to_brief(offer)`. An offer gets the reader and the idea and gives the lines
that this reader may see, none where there is nothing to tell. It may ask the database at most twice, however much
there is: the gate's number of statements is asserted. What a line says is shown on the gate and nowhere else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.template.defaultfilters import truncatewords
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tenants.decisions.conditions import conditions_of
from tenants.decisions.evidence import freeze
from tenants.decisions.models import Decision
from tenants.decisions.rules import gate_of
from tenants.ideas.models import Idea, IdeaBearer
from tenants.people.models import Member

WORDS = 40


@dataclass(frozen=True)
class Line:
    """One line of the brief: a label, a sentence or two, and where to read on. `order` sorts what apps add."""

    label: str | Promise
    text: str
    url: str = ""
    order: int = 50


type OffersLines = Callable[[Member, Idea], Iterable[Line]]

_offers: list[OffersLines] = []


def adds_to_brief(offer: OffersLines) -> None:
    """Let an app add its lines to the brief at every gate; see the top of this module."""
    _offers.append(offer)


def brief_of(idea: Idea, *, reader: Member) -> list[Line]:
    """What everybody who decides must know, then what the apps around the idea add."""
    added = sorted((line for offer in _offers for line in offer(reader, idea)), key=lambda line: line.order)
    return [*_own_lines(idea), *added]


def _own_lines(idea: Idea) -> list[Line]:
    bearers = IdeaBearer.objects.filter(idea=idea).select_related("member")
    lines = (
        (_("What"), truncatewords(idea.text, WORDS)),
        (_("For whom"), truncatewords(idea.for_whom, WORDS)),
        (_("Why now"), truncatewords(idea.why_now, WORDS)),
        (_("Borne by"), ", ".join(bearer.display_name for bearer in bearers)),
        (_("Idea coach"), idea.coach.display_name if idea.coach else ""),
        (_("Since last time"), _since(idea)),
    )
    return [Line(label, text or "–") for label, text in lines]


def _since(idea: Idea) -> str:
    """What is no longer as it was when the last decision was made."""
    latest = Decision.objects.filter(idea=idea).order_by("-id").first()
    if latest is None:
        return _("This is the first decision.")
    day = date_format(localtime(latest.decided_at), "j F Y")
    changed = [_("the text")] if latest.idea_revision != idea.revision else []
    if names := _answers_changed(idea, latest):
        changed.append(_("the answers to: %(names)s") % {"names": "; ".join(names)})
    if not changed:
        return _("Nothing has changed since the decision on %(day)s.") % {"day": day}
    facts = {"day": day, "what": ", ".join(changed)}
    return _("Changed since the decision on %(day)s: %(what)s.") % facts


def _answers_changed(idea: Idea, latest: Decision) -> list[str]:
    """The conditions of the same gate that are answered otherwise than they were frozen; none at another gate."""
    gate = gate_of(idea)
    if gate is None or gate.pk != latest.gate_id:
        return []
    then = {frozen["code"]: frozen for frozen in latest.evidence}
    now = zip(conditions_of(idea, gate), freeze(idea, gate), strict=True)
    return [str(condition.criterion) for condition, frozen in now if then.get(frozen["code"]) != frozen]
