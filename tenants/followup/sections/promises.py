"""What was promised and kept: the first answer, and the next one from each chamber."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sluss import clock
from tenants.followup.chambers import Chamber, chambers
from tenants.followup.scope import Scope
from tenants.followup.stays import ask, in_chambers
from tenants.followup.tables import Section, Table, before, counted, share

TOLD_FROM = 5  # a share of fewer says more about chance than about the municipality
FIRST_ANSWER = 0
# A promise is due on its day, or when the answer came if that was earlier. A question to the bearer is an answer.
KEPT = """
SELECT COALESCE(s.lineage, s.id, {first}) AS line, COUNT(*), COUNT(*) FILTER (WHERE left_on <= promised_on)
FROM stay LEFT JOIN {{stages}} s ON s.id = stay.stage AND stay.status = 'active'
WHERE promised_on IS NOT NULL AND (left_on IS NOT NULL OR promised_on < %s)
  AND LEAST(promised_on, left_on) BETWEEN %s AND %s
  AND ((stay.kind = 'received' AND stay.status = 'inbox') OR (stay.status = 'active' AND {condition}))
GROUP BY 1
"""


def promises(scope: Scope) -> Section:
    rows = chambers()
    now, then = (_kept(one) for one in (scope, scope.before))
    due, kept = now.get(FIRST_ANSWER, (0, 0))
    lines = [_line(_("First answer"), FIRST_ANSWER, now, then), *(_line(row.name, row.line, now, then) for row in rows)]
    sentence = _sentence(due, kept, _chambers_sum(now, rows))
    total = sum(one for one, _kept_of in now.values())
    said = counted(ngettext("%(number)d promise", "%(number)d promises", total) % {"number": total}, scope)
    header = [_("Promise"), _("Due"), _("Were kept"), _("Share kept"), _("Share kept before")]
    table = Table("loften", _("Promises kept"), sentence, said, header, lines)
    return Section(sentence, before(_told(*then.get(FIRST_ANSWER, (0, 0)))), [table])


def _kept(scope: Scope) -> dict[int, tuple[int, int]]:
    condition, values = in_chambers(scope)
    statement = KEPT.format(first=FIRST_ANSWER, condition=condition)
    period = scope.period
    found = ask(statement, clock.today(), period.since, period.until, *values, scope=scope)
    return {line: (due, kept) for line, due, kept in found}


def _chambers_sum(now: dict[int, tuple[int, int]], rows: list[Chamber]) -> tuple[int, int]:
    found = [now.get(row.line, (0, 0)) for row in rows]
    return sum(due for due, _kept_of in found), sum(kept for _due, kept in found)


def _told(due: int, kept: int) -> str:
    return share(kept, due) if due >= TOLD_FROM else _("too few to tell")


def _sentence(due: int, kept: int, inside: tuple[int, int]) -> str:
    if not due and not inside[0]:
        return _("No promise fell due in the period.")
    facts = {"first": _told(due, kept), "due": due, "inside": _told(*inside), "all": inside[0]}
    return (
        _("First answers in time: %(first)s of %(due)d. Answers from the chambers in time: %(inside)s of %(all)d.")
        % facts
    )


def _line(
    name: str, line: int, now: dict[int, tuple[int, int]], then: dict[int, tuple[int, int]]
) -> tuple[str | int, ...]:
    due, kept = now.get(line, (0, 0))
    return name, due, kept, _told(due, kept), _told(*then.get(line, (0, 0)))
