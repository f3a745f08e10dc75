"""Against the easy idea: how many that are assessed are easy but small."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sluss.web.figures.fields import Field
from tenants.assessment.crowding import IN_FIELD, Crowding
from tenants.assessment.overview import ON_SIDE, Median
from tenants.assessment.statistics import ENOUGH
from tenants.followup.scope import Scope
from tenants.followup.tables import Section, Table, before, counted, share


def assessed(scope: Scope) -> Section:
    now, then = _numbers(scope), _numbers(scope.before)
    total, earlier = sum(now.values()), sum(then.values())
    labels = {
        Field.TRY_FIRST: pgettext("field", "Great need, easy: try first"),
        Field.PLAN: pgettext("field", "Great need, hard: plan"),
        Field.EVERYDAY: pgettext("field", "Small need, easy: do in everyday work"),
        Field.LEARNING: pgettext("field", "Small need, hard: keep as learning"),
    }
    sentence = Crowding(total, now[Field.EVERYDAY], ()).sentence or _(
        "No idea has enough assessments on both sides yet."
    )
    rows = [(labels[one], now[one], share(now[one], total), then[one]) for one in IN_FIELD]
    header = [_("Need and feasibility"), _("Ideas"), _("Share"), _("Ideas before")]
    said = counted(ngettext("%(n)d assessed idea", "%(n)d assessed ideas", total) % {"n": total}, scope)
    table = Table("falt", _("Great or small, easy or hard"), sentence, said, header, rows)
    told = _("%(number)d of %(all)d easy but small") % {"number": then[Field.EVERYDAY], "all": earlier}
    return Section(sentence, before(told), [table])


def _numbers(scope: Scope) -> dict[Field, int]:
    """Ideas received in the period, by field. One statement."""
    ideas: QuerySet[Any] = scope.received().annotate(
        **{f"n_{side}": Count("assessments", filter=handed_in) for side, handed_in in ON_SIDE.items()},
        **{f"m_{side}": Median("assessments__score", filter=handed_in) for side, handed_in in ON_SIDE.items()},
    )
    enough = ideas.filter(n_need__gte=ENOUGH, n_feasibility__gte=ENOUGH)
    found = enough.aggregate(**{one.value: Count("pk", filter=inside) for one, inside in IN_FIELD.items()})
    return {one: found[one.value] or 0 for one in IN_FIELD}
