"""The ideas that answer a challenge: list, compare, file; tied and loosed by hand."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sluss.text.keys import key_in
from sluss.web.table_response import table_response
from sluss.workflow.transitions import NotAllowed
from tenants.challenges.access import get_visible_challenge, visible_to
from tenants.challenges.answer import loose, tie, why_not_tie
from tenants.challenges.forms import TieForm
from tenants.challenges.rules import may_tie
from tenants.challenges.selectors import answers_seen_by, challenges_of
from tenants.ideas.access import get_visible_idea
from tenants.ideas.access import visible_to as ideas_visible_to
from tenants.ideas.filters import IdeaFilter
from tenants.ideas.rows import page_of, rows_of
from tenants.ideas.selectors import places
from tenants.people.access import MemberRequest, member_required

MOST_COMPARED = 4
HEADER = ("diary_number", "title", "source", "status", "chamber", "unit", "received_on")


@require_safe
@member_required
def answer_list(request: MemberRequest, pk: int) -> HttpResponse:
    challenge = get_visible_challenge(request.member, pk)
    chosen = IdeaFilter(request.GET, places=places())
    ideas = chosen.narrow(answers_seen_by(request.member, challenge), member=request.member)
    page, rows = page_of(ideas, number=request.GET.get("page"))
    context = {
        "challenge": challenge,
        "filter": chosen,
        "page": page,
        "rows": rows,
        "may_tie": may_tie(request.member, challenge),
        "form": TieForm(),
    }
    return render(request, "challenges/answers.html", context)


@require_safe
@member_required
def answer_csv(request: MemberRequest, pk: int) -> HttpResponse:
    challenge = get_visible_challenge(request.member, pk)
    chosen = IdeaFilter(request.GET, places=places())
    found = rows_of(chosen.narrow(answers_seen_by(request.member, challenge), member=request.member))
    rows = (
        (row.registry_number, row.title, row.source, row.status, row.stage, row.unit, row.received_on) for row in found
    )
    return table_response(request, name="svar", header=HEADER, rows=rows)


@require_safe
@member_required
def compare(request: MemberRequest, pk: int) -> HttpResponse:
    """Two to four ideas beside each other, under the criteria that the challenge asks for."""
    challenge = get_visible_challenge(request.member, pk)
    keys = [key for text in request.GET.getlist("idea") if (key := key_in(text))]
    chosen = answers_seen_by(request.member, challenge).filter(pk__in=keys)[:MOST_COMPARED]
    ideas = list(chosen.select_related("stage", "unit"))
    where = {row.pk: row for row in rows_of(chosen)}
    context = {
        "challenge": challenge,
        "criteria": challenge.criteria.all(),
        "pairs": [(idea, where[idea.pk]) for idea in ideas],
        "too_many": len(keys) > MOST_COMPARED,
    }
    return render(request, "challenges/compare.html", context)


@require_POST
@member_required
def tie_answer(request: MemberRequest, pk: int) -> HttpResponse:
    challenge = get_visible_challenge(request.member, pk)
    form = TieForm(request.POST)
    number = form.cleaned_data["number"] if form.is_valid() else ""
    idea = ideas_visible_to(request.member).filter(registry_number__iexact=number).first() if number else None
    if reason := why_not_tie(request.member, challenge):
        raise PermissionDenied(str(reason))
    if idea is None:
        messages.error(request, _("There is no idea with that registry number."))
        return redirect("challenges:answers", pk)
    tie(idea, challenge=challenge, actor=request.member)
    messages.success(request, _("The idea answers the challenge now."))
    return redirect("challenges:answers", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def loose_answer(request: MemberRequest, pk: int, idea: int) -> HttpResponse:
    challenge = get_visible_challenge(request.member, pk)
    found = get_object_or_404(answers_seen_by(request.member, challenge), pk=idea)
    if not may_tie(request.member, challenge):
        raise PermissionDenied
    if request.method == "POST":
        try:
            loose(found, challenge=challenge, actor=request.member)
        except NotAllowed as error:
            raise PermissionDenied(str(error.reason)) from error
        messages.success(request, _("The idea no longer counts as an answer. It goes on as before."))
        return redirect("challenges:answers", pk)
    context = {
        "title": _("Does it not answer the challenge?"),
        "text": _("“%(idea)s” is taken off the list of answers. The idea itself goes on as it is.")
        % {"idea": found.title},
        "action": _("Take off the list"),
        "cancel_url": reverse("challenges:answers", args=[pk]),
    }
    return render(request, "web/confirm.html", context)


@require_safe
@member_required
def idea_challenges(request: MemberRequest, idea: int) -> HttpResponse:
    """What one idea answers: where its page leads."""
    found = get_visible_idea(request, idea)
    answered = challenges_of(found, among=visible_to(request.member))
    return render(request, "challenges/of_idea.html", {"idea": found, "challenges": answered})
