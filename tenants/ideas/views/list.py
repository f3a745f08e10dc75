"""The list of ideas."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from tenants.ideas.access import visible_to
from tenants.ideas.filters import IdeaFilter
from tenants.ideas.rows import rows_of
from tenants.ideas.selectors import stages_in_use, units_in_use
from tenants.people.access import MemberRequest, member_required

PAGE = 25


@member_required
def idea_list(request: MemberRequest) -> HttpResponse:
    chosen = IdeaFilter(request.GET, stages=stages_in_use(), units=units_in_use())
    ideas = chosen.narrow(visible_to(request.member), member=request.member)
    page = Paginator(ideas, PAGE).get_page(request.GET.get("page"))
    rows = rows_of(page.object_list)  # type: ignore[arg-type]
    return render(request, "ideas/list.html", {"filter": chosen, "page": page, "rows": rows})
