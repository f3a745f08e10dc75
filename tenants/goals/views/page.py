"""One goal with everything that is done towards it and what lies below it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sluss.workflow.transitions import refusal
from tenants.challenges.access import visible_to as challenges_visible_to
from tenants.decisions.models import Decision
from tenants.goals.follow_up import benefits_in, ideas_in, linked_to, standing
from tenants.goals.models import Goal
from tenants.goals.rows import rows_of
from tenants.goals.rules import STEPS, may_edit, may_link
from tenants.goals.tree import Tree, in_order
from tenants.ideas.rows import rows_of as idea_rows
from tenants.needs.access import visible_to as needs_visible_to
from tenants.people.access import MemberRequest, member_required
from tenants.people.models import Member

SHOWN = 25


@require_safe
@member_required
def goal_page(request: MemberRequest, pk: int) -> HttpResponse:
    goal = get_object_or_404(Goal.objects.select_related("authority", "unit", "parent"), pk=pk)
    edits, tree = may_edit(request.member), Tree.load()
    children = Goal.objects.filter(parent=goal).values_list("pk", "parent_id", "code")
    context = {
        "goal": goal,
        "may_edit": edits,
        "may_link": may_link(request.member) and goal.status == "active",
        "steps": [step for step in STEPS.values() if edits and not refusal(step, subject=goal, actor=request.member)],
        "children": rows_of(in_order(children), member=request.member),
        **_work(goal, tree.below(goal.pk), request.member),
    }
    return render(request, "goals/page.html", context)


def _work(goal: Goal, keys: list[int], member: Member) -> dict[str, object]:
    """What is linked to the goal or to one below it; only what is linked to itself can be unlinked here."""
    linked = linked_to(keys, member=member)
    challenges, needs, benefits, ideas = (
        set().union(*groups.values()) for groups in (linked.challenges, linked.needs, linked.benefits, linked.ideas)
    )
    decisions = standing(Decision.objects.filter(idea__in=ideas)).select_related("idea", "gate__source")
    return {
        "challenges": challenges_visible_to(member).filter(pk__in=challenges).order_by("-opens_on", "-pk")[:SHOWN],
        "needs": needs_visible_to(member).filter(pk__in=needs).order_by("-heard_on", "-pk")[:SHOWN],
        "benefits": benefits_in(benefits, member=member)[:SHOWN],
        "ideas": idea_rows(ideas_in(ideas)[:SHOWN]),
        "decisions": decisions.order_by("-decided_at", "-pk")[:SHOWN],
        "idea_count": len(ideas),
        "own": {
            "utmaning": linked.challenges[goal.pk],
            "behov": linked.needs[goal.pk],
            "nytta": linked.benefits[goal.pk],
        },
        "has_nothing": not (challenges or needs or benefits),
    }
