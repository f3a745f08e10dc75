"""One idea's assessments: both sides apart, who is still to answer, asking by hand and withdrawing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.assessment import rules
from tenants.assessment.assign import Asked, assign
from tenants.assessment.forms import AskForm
from tenants.assessment.models import OPEN, Assessment, Side, State
from tenants.assessment.readings import readings_of
from tenants.assessment.stands import barred_from
from tenants.assessment.withdraw import withdraw
from tenants.ideas.access import get_visible_idea, visible_to
from tenants.ideas.models import IN_CHAMBERS, Idea
from tenants.people.access import MemberRequest, member_required


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def idea_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    if request.method == "POST":
        return _ask(request, idea)
    if not rules.may_open_page(request.member, idea):
        raise PermissionDenied
    return _show(request, idea)


def _ask(request: MemberRequest, idea: Idea) -> HttpResponse:
    if not rules.may_assign(request.member):
        raise PermissionDenied
    form = AskForm(request.POST, idea=idea)
    if form.is_valid():
        given = form.cleaned_data
        asked = [Asked(idea.pk, Side(given["side"]), given["member"].pk)]
        try:
            assign(asked, due_on=given["due_on"], actor=request.member)
        except NotPossible as refusal:
            form.add_error(None, [str(reason) for reason in refusal.reasons])
        else:
            messages.success(request, _("%(name)s has been asked.") % {"name": given["member"].display_name})
            return redirect("assessment:idea", idea.pk)
    return _show(request, idea, form=form, status=422)


def _show(request: MemberRequest, idea: Idea, *, form: AskForm | None = None, status: int = 200) -> HttpResponse:
    member = request.member
    kept = Assessment.objects.filter(idea=idea).exclude(status=State.WITHDRAWN)
    own = kept.filter(assessor=member).first()
    context: dict[str, Any] = {
        "idea": idea,
        "readings": readings_of(member, idea),
        "own": own if own and own.status in OPEN else None,
        "nothing_asked": not kept.exists(),
    }
    if rules.may_assign(member):
        asking = idea.status in IN_CHAMBERS
        context["ask_form"] = form or (AskForm(idea=idea) if asking else None)
        barred = kept.filter(status=State.SUBMITTED, assessor__in=barred_from([idea.pk])[idea.pk])
        context["barred"] = barred.select_related("assessor")
        context["waiting"] = kept.filter(status__in=OPEN).select_related("assessor")
    return render(request, "assessment/idea.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def withdraw_page(request: MemberRequest, pk: int) -> HttpResponse:
    assessment = (
        Assessment.objects.filter(pk=pk, idea__in=visible_to(request.member)).select_related("idea", "assessor").first()
    )
    if assessment is None or not rules.may_open_page(request.member, assessment.idea):
        raise Http404
    if not rules.may_assign(request.member):
        raise PermissionDenied
    if request.method == "POST":
        _withdraw(request, assessment)
        return redirect("assessment:idea", assessment.idea_id)
    return render(request, "assessment/withdraw.html", {"assessment": assessment, "idea": assessment.idea})


def _withdraw(request: MemberRequest, assessment: Assessment) -> None:
    handed_in = assessment.status == State.SUBMITTED
    try:
        withdraw(assessment, actor=request.member)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal.reason)) from refusal
    except NotPossible as refusal:
        messages.error(request, " ".join(map(str, refusal.reasons)))
    else:
        name = assessment.assessor.display_name
        text = _("What %(name)s handed in counts no more.") if handed_in else _("%(name)s is no longer asked.")
        messages.success(request, text % {"name": name})
