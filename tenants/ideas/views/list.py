"""The list of ideas."""

from django.http import HttpResponse
from django.shortcuts import render

from tenants.ideas.access import visible_to
from tenants.ideas.filters import IdeaFilter
from tenants.ideas.rows import page_of
from tenants.ideas.selectors import places
from tenants.people.access import MemberRequest, member_required


@member_required
def idea_list(request: MemberRequest) -> HttpResponse:
    chosen = IdeaFilter(request.GET, places=places())
    ideas = chosen.narrow(visible_to(request.member), member=request.member)
    page, rows = page_of(ideas, number=request.GET.get("page"))
    return render(request, "ideas/list.html", {"filter": chosen, "page": page, "rows": rows})
