"""The benefit of one idea: chain, calculation and measures on one page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenants.benefits.comparing import calculation_of
from tenants.benefits.measured import benefits_of_idea, measured
from tenants.benefits.rules import CALCULATE, CHANGE_CHAIN, PLAN_MEASURE, may, measuring
from tenants.benefits.surroundings import around
from tenants.ideas.access import get_visible_idea
from tenants.people.access import MemberRequest, member_required


@require_safe
@member_required
def benefit_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea, member = get_visible_idea(request, pk), request.member
    found = measured(benefits_of_idea(idea.pk), with_people=True)
    measures = [
        (each, may(measuring(each.benefit), member=member, idea=idea), around.links_of(member, each.benefit))
        for each in found
    ]
    context = {
        "idea": idea,
        "calculation": calculation_of(idea),
        "measures": measures,
        "may_chain": may(CHANGE_CHAIN, member=member, idea=idea),
        "may_calculate": may(CALCULATE, member=member, idea=idea),
        "may_plan": may(PLAN_MEASURE, member=member, idea=idea),
    }
    return render(request, "benefits/idea.html", context)
