"""The board: a column a chamber, cards in the order of what was promised."""

from dataclasses import dataclass

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.http import HttpResponse
from django.shortcuts import render

from tenants.ideas.access import visible_to
from tenants.ideas.filters import IdeaFilter
from tenants.ideas.models import IN_CHAMBERS
from tenants.ideas.rows import IdeaRow, rows_of
from tenants.ideas.selectors import stages_in_use, units_in_use
from tenants.people.access import MemberRequest, member_required
from tenants.pipeline.models import Stage

CARDS = 25


@dataclass(frozen=True)
class Column:
    """A chamber with its first cards; `total` counts those not shown as well."""

    stage: Stage
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
    stages = stages_in_use()
    chosen = IdeaFilter(request.GET, stages=stages, units=units_in_use())
    ideas = chosen.narrow(visible_to(request.member).filter(status__in=IN_CHAMBERS), member=request.member)
    totals = dict(ideas.order_by().values_list("stage_id").annotate(Count("pk")))
    place = Window(RowNumber(), partition_by=F("stage_id"), order_by=[F("promised_on").asc(nulls_last=True), F("id")])
    first = ideas.annotate(place=place).filter(place__lte=CARDS).order_by("stage_id", "place")
    rows = rows_of(first)
    columns = [
        Column(stage=stage, cards=[row for row in rows if row.stage_id == stage.pk], total=totals.get(stage.pk, 0))
        for stage in stages
    ]
    return render(request, "ideas/board.html", {"filter": chosen, "columns": columns})
