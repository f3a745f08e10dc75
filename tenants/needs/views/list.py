"""The list of needs, as a page and as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sluss.web.table_response import table_response
from tenants.needs.access import visible_to
from tenants.needs.filters import NeedFilter
from tenants.needs.rows import each_row, page_of
from tenants.needs.rules import may_link, may_write
from tenants.people.access import MemberRequest, member_required

HEADER = ("need", "status", "source", "unit", "heard_on", "diary_number", "ideas", "voices")


@require_safe
@member_required
def need_list(request: MemberRequest) -> HttpResponse:
    chosen = NeedFilter(request.GET)
    page, rows = page_of(chosen.narrow(visible_to(request.member)), number=request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "rows": rows,
        "writes": may_write(request.member),
        "links": may_link(request.member),
    }
    return render(request, "needs/list.html", context)


@require_safe
@member_required
def need_csv(request: MemberRequest) -> HttpResponse:
    rows = each_row(NeedFilter(request.GET).narrow(visible_to(request.member)))
    lines = (
        (
            row.title,
            row.status_label,
            row.source_label,
            row.unit,
            row.heard_on,
            row.registry_number,
            row.ideas,
            row.voices,
        )
        for row in rows
    )
    return table_response(request, name="behov", header=HEADER, rows=lines)
