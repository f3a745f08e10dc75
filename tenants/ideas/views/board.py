"""The board: a column a chamber, cards in the order of what was promised."""

from dataclasses import dataclass

from django.db.models import Count, F
from django.http import HttpResponse
from django.shortcuts import render

from sluss.web.counted import kept_numbers
from tenants.ideas.access import visible_to
from tenants.ideas.filters import IdeaFilter
from tenants.ideas.models import IN_CHAMBERS
from tenants.ideas.rows import IdeaRow, rows_of
from tenants.ideas.selectors import Choice, places
from tenants.people.access import MemberRequest, member_required

CARDS = 25


@dataclass(frozen=True)
class Column:
    """A chamber with its first cards; `total` counts those not shown as well."""

    stage: Choice
    cards: list[IdeaRow]
    total: int

    @property
    def hidden(self) -> int:
        return self.total - len(self.cards)

    @property
    def is_over_limit(self) -> bool:
        return self.stage.work_limit is not None and self.total > self.stage.work_limit


@member_required
def board(request: MemberRequest) -> HttpResponse:
    offered = places()
    chosen = IdeaFilter(request.GET, places=offered)
    ideas = chosen.narrow(visible_to(request.member).filter(status__in=IN_CHAMBERS), member=request.member)
    totals = dict(kept_numbers(ideas.order_by().values_list("stage_id").annotate(total=Count("*"))))
    in_order = ideas.order_by(F("promised_on").asc(nulls_last=True), "id")
    # A statement part for each chamber reads its first cards by index; numbering them all would read every idea.
    rows = rows_of(*(in_order.filter(stage_id=stage.pk)[:CARDS] for stage in offered.stages))
    columns = [
        Column(stage=stage, cards=[row for row in rows if row.stage_id == stage.pk], total=totals.get(stage.pk, 0))
        for stage in offered.stages
    ]
    return render(request, "ideas/board.html", {"filter": chosen, "columns": columns})
