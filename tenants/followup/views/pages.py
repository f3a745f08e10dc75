"""The follow-up as a page, section by section, and its tables as files."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sluss.web.table_response import table_response
from tenants.followup.filters import FollowUpFilter
from tenants.followup.kept import kept
from tenants.followup.rules import may_see, sees_all
from tenants.followup.saved import query_of, start_of, views_for
from tenants.followup.scope import Scope
from tenants.followup.sections.all import PARTS, Part
from tenants.followup.tables import Section
from tenants.people.access import MemberRequest, member_required


@require_safe
@member_required
def follow_up(request: MemberRequest) -> HttpResponse:
    """What every section comes to. Without anything in the address: the view that the member begins with."""
    if not request.GET and sees_all(request.member) and (start := start_of(request.member)) and start.query:
        return redirect(f"{reverse('followup:page')}?{start.query}")
    chosen = _chosen(request)
    if not chosen.is_valid():
        return render(request, "followup/page.html", _context(request, chosen), status=422)
    parts = [part for part in PARTS.values() if may_see(request.member, part.code)]
    found = [(part, _made(part, chosen)) for part in parts]
    return render(request, "followup/page.html", {**_context(request, chosen), "parts": found})


@require_safe
@member_required
def section_page(request: MemberRequest, code: str) -> HttpResponse:
    part, chosen = _part(request, code), _chosen(request)
    if not chosen.is_valid():
        return render(request, "followup/section.html", {**_context(request, chosen), "part": part}, status=422)
    section = _made(part, chosen)
    tables = [
        (table, table.drawn(csv_url=_file(code, table.key, request)), _address(code, table.key))
        for table in section.tables
    ]
    context = {**_context(request, chosen), "part": part, "section": section, "tables": tables}
    return render(request, "followup/section.html", context)


@require_safe
@member_required
def table_file(request: MemberRequest, code: str, key: str) -> HttpResponse:
    """A table as it stands on its section's page, as CSV or for Excel."""
    part, chosen = _part(request, code), _chosen(request)
    if not chosen.is_valid():
        return render(request, "followup/section.html", {**_context(request, chosen), "part": part}, status=422)
    table = _made(part, chosen).table(key)
    if table is None:
        raise Http404
    return table_response(request, name=f"uppfoljning-{code}-{key}", header=table.header, rows=table.rows)


def _part(request: MemberRequest, code: str) -> Part:
    if not may_see(request.member, code):
        raise PermissionDenied
    return PARTS[code]


def _chosen(request: MemberRequest) -> FollowUpFilter:
    return FollowUpFilter(request.GET, short=not sees_all(request.member))


def _made(part: Part, chosen: FollowUpFilter) -> Section:
    scope: Scope = chosen.scope
    if not part.kept:
        return part.made(scope, short=chosen.short)
    return kept(part.code, scope, short=chosen.short, make=lambda: part.made(scope, short=chosen.short))


def _address(code: str, key: str) -> str:
    return reverse(f"followup:{code}-{key}")


def _file(code: str, key: str, request: MemberRequest) -> str:
    query = query_of(request.GET)
    return f"{_address(code, key)}?{query}" if query else _address(code, key)


def _context(request: MemberRequest, chosen: FollowUpFilter) -> dict[str, Any]:
    """What both pages show around the figures."""
    query = query_of(request.GET)
    full = not chosen.short
    return {
        "form": chosen,
        "full": full,
        "query": query,
        "views": [(view, view.query == query) for view in views_for(request.member)] if full else [],
        "sections": [part for part in PARTS.values() if may_see(request.member, part.code)],
    }
