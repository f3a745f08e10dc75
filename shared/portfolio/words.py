"""What the numbers say, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shared.portfolio.filters import Choice
from shared.portfolio.funnel import Counts
from sluss.workflow.phases import ORDER, Phase


def outcome(counts: Counts) -> str:
    """How the ideas that are counted have fared."""
    return ngettext(
        "Of %(ideas)d idea, %(tested)d has been tested or come further, %(implemented)d is implemented and"
        " %(concluded)d was concluded with learning.",
        "Of %(ideas)d ideas, %(tested)d have been tested or come further, %(implemented)d are implemented and"
        " %(concluded)d were concluded with learning.",
        counts.ideas,
    ) % {
        "ideas": counts.ideas,
        "tested": counts.reached[ORDER.index(Phase.TEST)],
        "implemented": counts.implemented,
        "concluded": counts.concluded,
    }


def period(choice: Choice) -> str:
    """The days of receipt that are counted, for a figure's note."""
    days = {"since": choice.since, "until": choice.until}
    if choice.since and choice.until:
        return _("received %(since)s to %(until)s") % days
    if choice.since:
        return _("received from %(since)s") % days
    if choice.until:
        return _("received until %(until)s") % days
    return _("received at any time")
