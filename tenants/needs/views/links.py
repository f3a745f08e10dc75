"""Linking from both sides: ideas to a need, needs to an idea; and the ideas that have none yet."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sluss.text.keys import key_in
from sluss.text.plain import plain_line
from sluss.web.filters import LONGEST_SEARCH
from sluss.web.table_response import table_response
from sluss.workflow.transitions import NotPossible
from tenants.ideas import access as ideas
from tenants.ideas.filters import with_words as ideas_with
from tenants.ideas.models import IN_CHAMBERS, OPEN, Idea, Status
from tenants.ideas.rows import each_row, page_of, rows_of
from tenants.needs.access import get_visible_need, visible_to
from tenants.needs.filters import with_words, without_need
from tenants.needs.link import link_idea, unlink_idea
from tenants.needs.linked import needs_of
from tenants.needs.models import Need
from tenants.needs.models import Status as NeedStatus
from tenants.needs.rules import WRITERS, may_link
from tenants.needs.take_in import write_from_idea
from tenants.people.access import MemberRequest, member_required, role_required

MOST = 10
LINKABLE = (*OPEN, Status.IMPLEMENTED, Status.HANDED_OVER)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WRITERS)
def link_page(request: MemberRequest, pk: int) -> HttpResponse:
    """Search among ideas and choose one. Without words, the newest that nobody has linked to a need."""
    need = get_visible_need(request, pk)
    words = plain_line(request.GET.get("q", ""))[:LONGEST_SEARCH]
    if request.method == "POST" and _link(request, need, _idea(request)):
        return redirect("needs:page", pk)
    mine = ideas.visible_to(request.member).exclude(need_links__need=need).exclude(need=need)
    found = ideas_with(mine.filter(status__in=LINKABLE), words) if words.strip() else without_need(mine)
    rows = rows_of(found.order_by("-received_at", "-id")[:MOST])
    return render(request, "needs/link.html", {"need": need, "rows": rows, "words": words})


@require_POST
@role_required(*WRITERS)
def unlink(request: MemberRequest, pk: int, idea: int) -> HttpResponse:
    need = get_visible_need(request, pk)
    found = ideas.visible_to(request.member).filter(pk=idea).first()
    if found is None:
        raise Http404
    if unlink_idea(need=need, idea=found, actor=request.member):
        messages.success(request, _("The link is taken away. Both timelines keep that it was there."))
    return redirect("needs:of_idea", idea) if "from_idea" in request.POST else redirect("needs:page", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def of_idea(request: MemberRequest, pk: int) -> HttpResponse:
    """The needs of an idea; for those who link, with a search for more."""
    idea = ideas.get_visible_idea(request, pk)
    if request.method == "POST":
        return _from_idea(request, idea)
    needs, words = needs_of(idea.pk, member=request.member), plain_line(request.GET.get("q", ""))[:LONGEST_SEARCH]
    context: dict[str, Any] = {"idea": idea, "needs": needs, "words": words, "links": may_link(request.member)}
    if context["links"]:
        known = [need.pk for need in needs]
        others = visible_to(request.member).filter(status=NeedStatus.OPEN).exclude(pk__in=known)
        context["found"] = list(_found(others, words)[:MOST])
        context["writes"] = idea.status in IN_CHAMBERS and not any(need.origin_id == idea.pk for need in needs)
    return render(request, "needs/of_idea.html", context)


@require_safe
@role_required(*WRITERS)
def ideas_without_need(request: MemberRequest) -> HttpResponse:
    page, rows = page_of(_without_need(request), number=request.GET.get("page"))
    return render(request, "needs/ideas_without_need.html", {"page": page, "rows": rows})


@require_safe
@role_required(*WRITERS)
def ideas_without_need_csv(request: MemberRequest) -> HttpResponse:
    header = [_("Idea"), _("Registry number"), _("Where it is"), _("Unit")]
    rows = ([row.title, row.registry_number, row.where, row.unit] for row in each_row(_without_need(request)))
    return table_response(request, name="ideer-utan-behov", header=header, rows=rows)


def _without_need(request: MemberRequest) -> QuerySet[Idea]:
    return without_need(ideas.visible_to(request.member)).order_by("-received_at", "-id")


def _found(needs: QuerySet[Need], words: str) -> QuerySet[Need]:
    return with_words(needs, words).order_by("-heard_on", "-id")


def _from_idea(request: MemberRequest, idea: Idea) -> HttpResponse:
    if not may_link(request.member):
        raise PermissionDenied
    if "write" in request.POST:
        return _write(request, idea)
    need_or_none = visible_to(request.member).filter(pk=key_in(request.POST.get("need", ""))).first()
    if need_or_none is None:
        messages.error(request, _("Choose a need first."))
    else:
        _link(request, need_or_none, idea)
    return redirect("needs:of_idea", idea.pk)


def _write(request: MemberRequest, idea: Idea) -> HttpResponse:
    try:
        need = write_from_idea(idea, actor=request.member)
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("needs:of_idea", idea.pk)
    messages.success(request, _("The need is written down with the idea's own words. Make it clearer."))
    return redirect("needs:edit", need.pk)


def _idea(request: MemberRequest) -> Idea | None:
    return ideas.visible_to(request.member).filter(pk=key_in(request.POST.get("idea", ""))).first()


def _link(request: MemberRequest, need: Need, idea: Idea | None) -> bool:
    if idea is None:
        messages.error(request, _("Choose an idea first."))
        return False
    try:
        link_idea(need=need, idea=idea, actor=request.member)
    except NotPossible as error:
        messages.error(request, str(error))
        return False
    messages.success(request, _("“%(idea)s” is linked to the need “%(need)s”.") % {"idea": idea, "need": need})
    return True
