"""The list of challenges, as a page and as a file."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sluss.web.table_response import table_response
from tenants.challenges.access import visible_to
from tenants.challenges.filters import ChallengeFilter
from tenants.challenges.models import Challenge
from tenants.challenges.rules import may_start
from tenants.people.access import MemberRequest, member_required

PAGE = 25


@require_safe
@member_required
def challenge_list(request: MemberRequest) -> HttpResponse:
    chosen = ChallengeFilter(request.GET)
    found = chosen.narrow(visible_to(request.member), member=request.member)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"filter": chosen, "page": page, "may_start": may_start(request.member)}
    return render(request, "challenges/list.html", context)


@require_safe
@member_required
def challenge_csv(request: MemberRequest) -> HttpResponse:
    header = [
        _("The question"),
        _("Status"),
        _("First day"),
        _("Last day"),
        _("Put to"),
        _("Can be read by"),
        _("Owner"),
        _("Ideas"),
    ]
    found = ChallengeFilter(request.GET).narrow(visible_to(request.member), member=request.member)
    return table_response(request, name="utmaningar", header=header, rows=map(_row, found))


def _row(challenge: Challenge) -> list[object]:
    return [
        challenge.title,
        challenge.get_status_display(),
        challenge.opens_on or "",
        challenge.closes_on or "",
        challenge.get_audience_display(),
        challenge.get_visibility_display(),
        challenge.owner.display_name,
        challenge.answer_count,  # type: ignore[attr-defined]  # annotated by the filter
    ]
