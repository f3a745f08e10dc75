"""What is like an idea, what it is joined with already, and what somebody found unlike."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tenants.ideas.access import get_visible_idea
from tenants.ideas.models import IN_CHAMBERS, OPEN
from tenants.people.access import MemberRequest, member_required
from tenants.relations.dismiss import dismiss, dismissed_for, suggest_again
from tenants.relations.lineage import lineage_of, suggestions_for
from tenants.relations.merge import merge_of
from tenants.relations.rules import JOINERS, may_join


@require_safe
@member_required
def similar_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    lineage = lineage_of(idea, reader=request.member)
    joins = may_join(request.member)
    context = {
        "idea": idea,
        "lineage": lineage,
        "rows": suggestions_for(idea, reader=request.member, known=lineage.keys),
        "may_join": joins and idea.status in OPEN,
        "may_merge": joins and idea.status in IN_CHAMBERS,
        "may_unmerge": joins and lineage.into is not None and merge_of(idea) is not None,
        "dismissed": len(dismissed_for(idea)) if joins else 0,
        "open": OPEN,
    }
    return render(request, "relations/similar.html", context)


@require_POST
@member_required
def dismiss_one(request: MemberRequest, pk: int, other: int) -> HttpResponse:
    idea, unlike = get_visible_idea(request, pk), get_visible_idea(request, other)
    _refuse(request)
    dismiss(idea, unlike, actor=request.member)
    messages.success(request, _("They are not suggested to each other any more."))
    return redirect("relations:similar", pk)


@require_POST
@member_required
def show_all_again(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    _refuse(request)
    suggest_again(idea, actor=request.member)
    return redirect("relations:similar", pk)


def _refuse(request: MemberRequest) -> None:
    if not request.member.has_role(*JOINERS):
        raise PermissionDenied
