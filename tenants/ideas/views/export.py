"""List, board and inbox as files: the same filters, every row."""

from django.db.models import QuerySet
from django.http import HttpResponse

from sluss.web.table_response import table_response
from tenants.ideas.access import visible_to
from tenants.ideas.filters import IdeaFilter, InboxFilter
from tenants.ideas.models import IN_CHAMBERS, WAITING, Idea
from tenants.ideas.rows import each_row
from tenants.ideas.selectors import places
from tenants.ideas.views.inbox import CARES
from tenants.people.access import MemberRequest, member_required, role_required

HEADER = ("diary_number", "title", "kind", "source", "status", "chamber", "unit", "received_on", "promised_on")


@member_required
def idea_csv(request: MemberRequest) -> HttpResponse:
    chosen = IdeaFilter(request.GET, places=places())
    return _table(request, chosen.narrow(visible_to(request.member), member=request.member), name="ideer")


@member_required
def board_csv(request: MemberRequest) -> HttpResponse:
    """Every card, also those that the board only counts."""
    chosen = IdeaFilter(request.GET, places=places())
    ideas = visible_to(request.member).filter(status__in=IN_CHAMBERS)
    return _table(request, chosen.narrow(ideas, member=request.member), name="tavla")


@role_required(*CARES)
def inbox_csv(request: MemberRequest) -> HttpResponse:
    ideas = InboxFilter(request.GET).narrow(visible_to(request.member).filter(status__in=WAITING))
    return _table(request, ideas, name="inkorg")


def _table(request: MemberRequest, ideas: QuerySet[Idea], *, name: str) -> HttpResponse:
    rows = (
        (
            row.registry_number,
            row.title,
            row.kind,
            row.source,
            row.status,
            row.stage,
            row.unit,
            row.received_on,
            row.promised_on or "",
        )
        for row in each_row(ideas)
    )
    return table_response(request, name=name, header=HEADER, rows=rows)
