"""The page of a need: what it is, how we know, which ideas answer it and what has happened."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenants.needs.access import get_visible_need
from tenants.needs.alike import like_need
from tenants.needs.linked import MOST, ideas_of
from tenants.needs.rules import actions_for
from tenants.needs.surroundings import around
from tenants.needs.timeline import entries_of
from tenants.people.access import MemberRequest, member_required


@require_safe
@member_required
def need_page(request: MemberRequest, pk: int) -> HttpResponse:
    need = get_visible_need(request, pk)
    linked = ideas_of(need, member=request.member)
    context = {
        "need": need,
        "linked": linked[:MOST],
        "more": len(linked) > MOST,
        "actions": actions_for(request.member, need),
        "timeline": entries_of(need),
        "alike": like_need(need, member=request.member),
        "links": around.links_of(request.member, need),
    }
    return render(request, "needs/page.html", context)
