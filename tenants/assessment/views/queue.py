"""What a member has been asked to assess."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tenants.assessment.queue import answered_by, next_for, queue_of
from tenants.assessment.rules import may_assign, may_overview
from tenants.people.access import MemberRequest, member_required

PAGE_SIZE = 25


@require_safe
@member_required
def queue_page(request: MemberRequest) -> HttpResponse:
    page = Paginator(answered_by(request.member), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "queue": queue_of(request.member),
        "page": page,
        "may_overview": may_overview(request.member),
        "may_assign": may_assign(request.member),
    }
    return render(request, "assessment/queue.html", context)


@require_safe
@member_required
def next_page(request: MemberRequest) -> HttpResponse:
    """To the idea that is assessed least of those that the member has left."""
    following = next_for(request.member)
    if following is None:
        messages.success(request, _("That was the last one. Thank you."))
        return redirect("assessment:queue")
    return redirect("assessment:assess", following.pk)
