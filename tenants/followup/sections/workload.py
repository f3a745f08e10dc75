"""How much each coach carries today. It follows the day, not the period."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenants.coaching.load import CoachLoad, coach_loads
from tenants.followup.scope import Scope
from tenants.followup.tables import Section, Table


def workload(scope: Scope) -> Section:
    loads = coach_loads()
    sentence = _sentence(loads)
    header = [_("Coach"), _("Open"), _("Has time for"), _("Late"), _("Next promised"), _("Away until")]
    said = ngettext("%(number)d coach", "%(number)d coaches", len(loads)) % {"number": len(loads)}
    note = _("%(coaches)s · today, the whole municipality") % {"coaches": said}
    return Section(sentence, tables=[Table("coacher", _("Coaches"), sentence, note, header, [*map(_row, loads)])])


def _sentence(loads: list[CoachLoad]) -> str:
    if not loads:
        return _("Nobody is a coach yet.")
    facts = {"ideas": sum(one.ideas for one in loads), "late": sum(one.late for one in loads), "number": len(loads)}
    facts["away"] = sum(one.is_away for one in loads)
    facts["full"] = sum(one.room < 0 for one in loads)
    return (
        _(
            "Coaches: %(number)d. Ideas they carry: %(ideas)d, of which late: %(late)d. Away today: %(away)d. With more"
            " than they have time for: %(full)d."
        )
        % facts
    )


def _row(load: CoachLoad) -> list[str | int]:
    days = (load.next_promise, load.member.away_until if load.is_away else None)
    told = [date_format(day, "Y-m-d") if day else "" for day in days]
    return [load.member.display_name, load.ideas, load.capacity, load.late, *told]
