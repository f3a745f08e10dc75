"""Against the easy idea: how many that are easy but small are on their way, and what waits meanwhile."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sluss import clock
from sluss.web.figures.fields import Field, Scored, field_of
from sluss.web.figures.figure import listed
from sluss.web.percent import percent
from tenants.assessment.statistics import ENOUGH, SCALE
from tenants.ideas.models import Status

# Below this many ideas a share says more about chance than about the municipality.
IDEAS_AT_LEAST = 5
WARNED_FROM = 1 / 3
NAMED = 3


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
    enough = ideas.filter(n_need__gte=ENOUGH, n_feasibility__gte=ENOUGH).order_by(F("m_need").desc(), "pk")
    found = list(enough.values_list("title", "status", "promised_on", "m_need", "m_feasibility"))
    fields = [field_of(Scored("", need, feasibility), scale=SCALE) for *_others, need, feasibility in found]
    today = clock.today()
    return Crowding(
        scored=len(found),
        easy_but_small=fields.count(Field.EVERYDAY),
        waiting=tuple(
            title
            for (title, status, promised_on, *_medians), lies_in in zip(found, fields, strict=True)
            if lies_in in (Field.TRY_FIRST, Field.PLAN)
            and (status == Status.ON_HOLD or (promised_on is not None and promised_on < today))
        ),
    )
