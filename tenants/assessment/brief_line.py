"""The assessment in one line of the brief at the gate, for those who may read it then."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tenants.assessment.statistics import SideFigures
from tenants.assessment.summary import summary_for
from tenants.decisions.brief import Line
from tenants.ideas.models import Idea
from tenants.people.models import Member


def assessment_lines(reader: Member, idea: Idea) -> list[Line]:
    """Both sides apart, with how many have answered; nothing where the reader is to be blind to it."""
    summary = summary_for(reader, idea)
    if summary is None:
        return []
    text = _("Need %(need)s. Feasibility %(feasibility)s.") % {
        "need": _in_words(summary.need),
        "feasibility": _in_words(summary.feasibility),
    }
    return [Line(_("Assessment"), text, url=reverse("assessment:idea", args=[idea.pk]), order=30)]


def _in_words(side: SideFigures) -> str:
    if not side.number:
        return _("not answered")
    if not side.enough:
        return _("%(median)s of 5 (one person's view)") % {"median": side.median_text}
    return _("%(median)s of 5 (%(number)d answers, spread %(spread)s)") % {
        "median": side.median_text,
        "number": side.number,
        "spread": side.spread_text,
    }
