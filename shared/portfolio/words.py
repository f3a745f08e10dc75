"""What the numbers say, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shared.portfolio.changes import Happened
from shared.portfolio.filters import Choice
from shared.portfolio.funnel import Counts
from shared.portfolio.promises import TOLD_FROM, Promise
from sluss.web.figures.figure import listed
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


def happened(total: Happened) -> str:
    """What happened in a sentence; what did not is left out."""
    parts = [
        (total.received, ngettext("%(n)d idea came in", "%(n)d ideas came in", total.received)),
        (total.answered, ngettext("%(n)d was answered", "%(n)d were answered", total.answered)),
        (
            total.went_on,
            ngettext(
                "%(n)d step on to a new phase was taken", "%(n)d steps on to a new phase were taken", total.went_on
            ),
        ),
        (
            total.concluded,
            ngettext("%(n)d was concluded with learning", "%(n)d were concluded with learning", total.concluded),
        ),
        (total.implemented, ngettext("%(n)d was implemented", "%(n)d were implemented", total.implemented)),
    ]
    return listed([text % {"n": number} for number, text in parts if number]) + "."


def promise(total: Promise) -> str:
    """The share answered in time, with the number that it is a share of."""
    if total.percent is None:
        return _("Fewer than %(least)d answers were due: too few to tell how many came in time.") % {"least": TOLD_FROM}
    return _("%(percent)d per cent of %(due)d promised answers came in time.") % {
        "percent": total.percent,
        "due": total.due,
    }
