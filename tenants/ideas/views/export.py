"""The list as a file: the same filters, every row."""

from django.http import HttpResponse

from sluss.web.csv_response import csv_response
from tenants.ideas.access import visible_to
from tenants.ideas.filters import IdeaFilter
from tenants.ideas.rows import rows_of
from tenants.ideas.selectors import places
from tenants.people.access import MemberRequest, member_required

HEADER = ("diary_number", "title", "kind", "source", "status", "chamber", "unit", "received_on", "promised_on")


@member_required
def idea_csv(request: MemberRequest) -> HttpResponse:
    chosen = IdeaFilter(request.GET, places=places())
    ideas = chosen.narrow(visible_to(request.member), member=request.member)
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
        for row in rows_of(ideas)
    )
    return csv_response(name="ideer", header=HEADER, rows=rows)
