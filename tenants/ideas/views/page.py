"""The idea page: one truth for all roles, actions by role."""

from django.http import HttpResponse
from django.shortcuts import render

from tenants.ideas.about import about
from tenants.ideas.access import get_visible_idea, is_bearer, sees_contact
from tenants.ideas.around import around
from tenants.ideas.flight import flight
from tenants.ideas.models import Idea, Kind, Source
from tenants.ideas.next_step import next_step
from tenants.ideas.rules import actions_for
from tenants.ideas.surroundings import links_of, panels_of
from tenants.people.access import MemberRequest, guests_too, member_required


@member_required
@guests_too
def idea_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    return render(request, "ideas/page.html", context_of(request, idea))


def context_of(request: MemberRequest, idea: Idea) -> dict[str, object]:
    beside = around(idea, member=request.member)
    return {
        "idea": idea,
        "kind": Kind(idea.kind).label,
        "source": Source(idea.source).label,
        "flight": flight(idea, story=beside.story, stages=beside.stages),
        "step": next_step(idea, inside=True),
        "about": about(idea, beside.bearers, sees_contact=sees_contact(request.member, idea)),
        "timeline": beside.story,
        "actions": actions_for(request.member, idea, bears=is_bearer(request.member, idea)),
        "panels": panels_of(request, idea, beside.read),
        "links": links_of(request.member, idea),
    }
