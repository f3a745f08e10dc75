"""The challenge's page for members: what it asks, what has come in, and the steps of those who take care of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sluss.tenancy.hosts import address_of
from sluss.workflow.transitions import refusal
from tenants.challenges.access import get_visible_challenge
from tenants.challenges.models import Challenge, Status
from tenants.challenges.rules import Actions, actions_for
from tenants.challenges.selectors import answers_seen_by
from tenants.challenges.story import story_of
from tenants.challenges.surroundings import around
from tenants.challenges.transitions import BY_BUTTON, CANCEL
from tenants.ideas.rows import rows_of
from tenants.people.access import MemberRequest, member_required

SHOWN = 10


@require_safe
@member_required
def challenge_page(request: MemberRequest, pk: int) -> HttpResponse:
    challenge = get_visible_challenge(request.member, pk)
    actions = actions_for(request.member, challenge)
    answers = answers_seen_by(request.member, challenge)
    context = {
        "challenge": challenge,
        "criteria": challenge.criteria.all(),
        "units": challenge.units.all(),
        "actions": actions,
        "steps": _steps(request, challenge) if actions.see_invited else [],
        "may_cancel": actions.see_invited and challenge.status in CANCEL.sources,
        "rows": rows_of(answers[:SHOWN]),
        "count": challenge.answers.count(),
        "links": around.links_of(request.member, challenge),
        **_inner(request, challenge, actions),
    }
    return render(request, "challenges/page.html", context)


def _steps(request: MemberRequest, challenge: Challenge) -> list[dict[str, object]]:
    """The steps that come next, each with what is missing for it."""
    return [
        {"step": step, "missing": getattr(refusal(step, subject=challenge, actor=request.member), "reasons", ())}
        for step in BY_BUTTON.values()
        if challenge.status in step.sources
    ]


def _inner(request: MemberRequest, challenge: Challenge, actions: Actions) -> dict[str, object]:
    """What only those who take care of it are shown."""
    if not actions.see_invited:
        return {}
    public = f"/utmaning/{challenge.pk}/" if challenge.is_public and challenge.status != Status.DRAFT else ""
    return {
        "story": story_of(challenge),
        "invited": challenge.invited.count(),
        "public_address": address_of(request.municipality, public) if public else "",
    }
