"""What stands about benefit around an idea: the link on its page, the lines at its gate, the words of its timeline."""

from collections.abc import Iterator
from itertools import groupby

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants.benefits.judging import confidence_of
from tenants.benefits.models import Benefit
from tenants.benefits.models import Line as CaseLine
from tenants.benefits.reckoning import Range, totals_of
from tenants.benefits.rules import IN_USE
from tenants.decisions.brief import Line
from tenants.ideas.models import Idea
from tenants.ideas.surroundings import IdeaLink
from tenants.ideas.timeline import Sentence
from tenants.people.models import Member

SENTENCES: dict[str, Sentence] = {
    "effect_chain_changed": gettext_lazy("The effect chain was changed"),
    "benefit_calculated": gettext_lazy("The benefit calculation was changed"),
    "measure_planned": gettext_lazy("What is to be measured was changed"),
    "benefit_measured": gettext_lazy("A value was entered for the benefit"),
}


def benefit_link(member: Member, idea: Idea) -> IdeaLink | None:
    """From the first chamber on; what lies in the inbox has no benefit to reckon yet."""
    if idea.stage_id is None and idea.status not in IN_USE:
        return None
    return IdeaLink(gettext_lazy("Benefit"), reverse("benefits:idea", args=[idea.pk]), order=40)


def benefit_lines(reader: Member, idea: Idea) -> Iterator[Line]:
    """For the brief: what it is reckoned to give, and what is measured. Two statements."""
    url = reverse("benefits:idea", args=[idea.pk])
    if text := _reckoned(idea):
        yield Line(gettext_lazy("Rough benefit"), text, url, 40)
    if text := "; ".join(_measured(idea)):
        yield Line(gettext_lazy("What is measured"), text, url, 41)


def _measured(idea: Idea) -> Iterator[str]:
    """Each measure with how well it is known. Values that were corrected have a later row and are left out."""
    rows = Benefit.objects.filter(idea=idea).order_by("created_at", "pk")
    facts = ("pk", "name", "measurements__point", "measurements__ground", "measurements__corrected_by")
    for (_pk, name), values in groupby(rows.values_list(*facts), key=lambda row: row[:2]):
        grounds = {point: ground for *_of, point, ground, corrected in values if point and corrected is None}
        yield f"{name}: {confidence_of(grounds).label}"


def _reckoned(idea: Idea) -> str:
    """The sums of the first alternative that is not to do nothing, against doing nothing; empty where nothing is
    reckoned."""
    lines = list(
        CaseLine.objects.filter(alternative__case__idea=idea)
        .select_related("alternative__case")
        .order_by("alternative__position", "position", "pk")
    )
    chosen = next((line.alternative for line in lines if not line.alternative.does_nothing), None)
    if chosen is None:
        return ""
    rate = chosen.case.hourly_rate
    own = totals_of((line for line in lines if line.alternative_id == chosen.pk), hourly_rate=rate)
    nothing = totals_of((line for line in lines if line.alternative.does_nothing), hourly_rate=rate)
    more = own - nothing
    return _("%(name)s, against doing nothing: %(money)s kronor and %(hours)s freed hours.") % {
        "name": chosen,
        "money": _range(more.with_time),
        "hours": _range(more.hours),
    }


def _range(found: Range) -> str:
    likely, low, high = (
        number_format(n, decimal_pos=0, force_grouping=True) for n in (found.likely, found.low, found.high)
    )
    return _("%(likely)s (%(low)s to %(high)s)") % {"likely": likely, "low": low, "high": high}
