"""The municipality's start page."""

from django.db.models import Case, Value, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string

from sluss.web.visitors import same_for_every_visitor
from tenants.ideas.access import visible_to
from tenants.ideas.flight import way_ahead
from tenants.ideas.models import Idea
from tenants.ideas.rows import IdeaRow, rows_of
from tenants.people.access import MemberRequest, member_required
from tenants.people.models import Member

NEAR = 3
# Of the apps above, by name: the start page must not import what stands on it.
LATEST_DECISIONS = "tenants.decisions.latest.latest_decisions"
OPEN_IDEAS = "tenants.public_site.selectors.newest"


@same_for_every_visitor
def start(request: MemberRequest) -> HttpResponse:
    """One question for everyone. Members see what is going on near them, visitors the way of an idea and the open ones;
    a guest is led to their idea.
    """
    if request.member is not None and request.member.is_guest:
        return redirect("ideas:page", request.member.guest_of)
    context: dict[str, object]
    if request.member is None:
        context = {"flight": way_ahead(), "open_ideas": import_string(OPEN_IDEAS)()}
    else:
        context = {"rows": _near(request.member), "latest": import_string(LATEST_DECISIONS)()}
    return render(request, "intake/start.html", context)


def _near(member: Member) -> list[IdeaRow]:
    """The newest ideas about the member's own unit, filled up with the municipality's newest."""
    newest = visible_to(member).order_by("-received_at", "-id")
    own_first = newest.alias(elsewhere=Case(When(unit=member.unit_id, then=Value(0)), default=Value(1)))
    return rows_of(own_first.order_by("elsewhere", "-received_at", "-id")[:NEAR] if member.unit_id else newest[:NEAR])


@member_required
def mine(request: MemberRequest) -> HttpResponse:
    """The ideas one bears, in plain words."""
    own = Idea.objects.filter(bearers__member=request.member).order_by("-received_at", "-id")
    return render(request, "intake/mine.html", {"rows": rows_of(own)})
