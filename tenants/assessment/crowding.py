"""Against the easy idea: how many that are easy but small are on their way, and what waits meanwhile."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sluss import clock
from sluss.web.figures.fields import Field
from sluss.web.figures.figure import listed
from sluss.web.percent import percent
from tenants.assessment.overview import with_numbers
from tenants.assessment.statistics import ENOUGH, SCALE
from tenants.ideas.models import Status

# Below this many ideas a share says more about chance than about the municipality.
IDEAS_AT_LEAST = 5
WARNED_FROM = 1 / 3
NAMED = 3
MIDDLE = sum(SCALE) / 2
GREAT, EASY = Q(m_need__gte=MIDDLE), Q(m_feasibility__gte=MIDDLE)
# As sluss.web.figures.fields.field_of has them.
IN_FIELD = {
    Field.TRY_FIRST: GREAT & EASY,
    Field.PLAN: GREAT & ~EASY,
    Field.EVERYDAY: ~GREAT & EASY,
    Field.LEARNING: ~GREAT & ~EASY,
}


@dataclass(frozen=True)
class Crowding:
    """Of ideas with enough assessments on both sides. `waiting` have a great need and are on hold or late."""

    scored: int
    easy_but_small: int
    waiting: tuple[str, ...]

    @property
    def says_share(self) -> bool:
        return self.scored >= IDEAS_AT_LEAST

    @property
    def warns(self) -> bool:
        return self.says_share and bool(self.waiting) and self.easy_but_small >= WARNED_FROM * self.scored

    @property
    def sentence(self) -> str:
        if not self.scored:
            return ""
        facts = {"small": self.easy_but_small, "scored": self.scored}
        if not self.says_share:
            text = _("%(small)d of %(scored)d assessed ideas are easy but small. So few ideas give no share to go by.")
            return text % facts
        share = percent(round(100 * self.easy_but_small / self.scored))
        text = _("%(small)d of %(scored)d assessed ideas are easy but small: %(share)s.")
        return text % {**facts, "share": share}

    @property
    def crowded_out(self) -> str:
        """What the easy ones stand in the way of, by name."""
        if not self.waiting:
            return ""
        more = len(self.waiting) - NAMED
        names = [_("“%(title)s”") % {"title": title} for title in self.waiting[:NAMED]]
        if more > 0:
            names.append(ngettext("%(number)d more", "%(number)d more", more) % {"number": more})
        text = ngettext(
            "Meanwhile an idea of great need lies on hold or is late: %(names)s.",
            "Meanwhile %(number)d ideas of great need lie on hold or are late: %(names)s.",
            len(self.waiting),
        )
        return text % {"number": len(self.waiting), "names": listed(names)}


def crowding_of(ideas: QuerySet[Any]) -> Crowding:
    """Of ideas as `assessed_ideas` gives them, whatever page is shown: one statement."""
    enough = with_numbers(ideas).order_by().filter(n_need__gte=ENOUGH, n_feasibility__gte=ENOUGH)
    waits = GREAT & (Q(status=Status.ON_HOLD) | Q(promised_on__lt=clock.today()))
    found = enough.aggregate(
        scored=Count("pk"),
        easy_but_small=Count("pk", filter=IN_FIELD[Field.EVERYDAY]),
        waiting=ArrayAgg("title", filter=waits, order_by=("-m_need", "pk"), default=[]),
    )
    return Crowding(**found | {"waiting": tuple(found["waiting"])})
