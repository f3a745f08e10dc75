"""Writing in the goals of a file: all of them, or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.goals.importing.judging import JudgedRow, judge
from tenants.goals.importing.reading import ReadRow
from tenants.goals.models import Goal
from tenants.goals.rules import may_edit
from tenants.goals.save_goal import Content, add_goal
from tenants.people.models import Member


class RowsRefused(NotPossible):
    """Something is wrong with a row, perhaps since it was looked at. Nothing was written in."""

    def __init__(self, rows: list[JudgedRow]) -> None:
        super().__init__(_("Nothing was written in. Put the marked rows right in the file and choose it again."))
        self.rows = rows


@dataclass(frozen=True)
class BroughtIn:
    added: int
    known: int


def bring_in(rows: Sequence[ReadRow], *, actor: Member) -> BroughtIn:
    """Judge every row once more and add the goals that are not there yet, those above before those below.

    Raises NotAllowed, or RowsRefused and NotPossible with nothing written in.
    """
    if not may_edit(actor):
        raise NotAllowed(_("Only the innovation manager or an administrator changes goals."))
    try:
        return _bring_in(rows, actor)
    except IntegrityError as error:
        raise NotPossible(
            _("Somebody wrote in one of these goals at the same time. Look at the rows again.")
        ) from error


@transaction.atomic
def _bring_in(rows: Sequence[ReadRow], actor: Member) -> BroughtIn:
    # The whole tree is held, so that nothing that a row hangs on is moved or archived meanwhile.
    list(Goal.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    judged = judge(rows)
    if any(row.problems for row in judged):
        raise RowsRefused(judged)
    made: dict[int, Goal] = {}
    for row in judged:
        _add(row, made, actor)
    added = sum(row.known is None for row in judged)
    return BroughtIn(added, len(judged) - added)


def _add(row: JudgedRow, made: dict[int, Goal], actor: Member) -> Goal:
    """The row's goal; what it is part of is there before it."""
    if row.number in made:
        return made[row.number]
    if row.known is None:
        made[row.number] = add_goal(_content(row, made, actor), actor=actor)
    else:
        made[row.number] = row.known
    return made[row.number]


def _content(row: JudgedRow, made: dict[int, Goal], actor: Member) -> Content:
    if row.authority is None:
        raise ValueError("a row that nobody decided has been judged")
    return Content(
        code=row.code,
        title_sv=row.title_sv,
        title_en=row.title_en,
        kind=row.kind,
        authority=row.authority,
        year_from=row.period[0],
        year_to=row.period[1],
        parent=_add(row.above, made, actor) if isinstance(row.above, JudgedRow) else row.above,
        unit=row.unit,
    )
