"""The municipality's start page."""

from django.http import HttpResponse
from django.shortcuts import render

from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea
from tenants.ideas.rows import rows_of
from tenants.people.access import MemberRequest, member_required

SHOWN = 5


def start(request: MemberRequest) -> HttpResponse:
    newest = (
        visible_to(request.member).order_by("-received_at", "-id")[:SHOWN] if request.member else Idea.objects.none()
    )
    return render(request, "intake/start.html", {"rows": rows_of(newest)})


@member_required
def mine(request: MemberRequest) -> HttpResponse:
    """The ideas one bears, in plain words."""
    own = Idea.objects.filter(bearers__member=request.member).order_by("-received_at", "-id")
    return render(request, "intake/mine.html", {"rows": rows_of(own)})
