"""Answering the conditions of the gate that the idea lies before."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss.workflow.transitions import NotAllowed
from tenants.decisions import rules
from tenants.decisions.answer_criteria import answer_criteria
from tenants.decisions.conditions import conditions_of
from tenants.decisions.criteria_form import CriteriaForm
from tenants.ideas.access import get_visible_idea
from tenants.people.access import MemberRequest, member_required


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def criteria_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    gate = rules.gate_of(idea)
    if gate is None or rules.why_not_answer(request.member, idea):
        raise PermissionDenied
    conditions = conditions_of(idea, gate)
    form = CriteriaForm(request.POST or None, conditions=conditions)
    if request.method == "POST" and form.is_valid():
        try:
            codes = answer_criteria(idea, answers=form.answers(), actor=request.member)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal.reason)) from refusal
        messages.success(request, _("The answers are saved.") if codes else _("Nothing was changed."))
        return redirect("decisions:criteria", pk)
    context = {"idea": idea, "gate": gate, "form": form, "conditions": conditions}
    return render(request, "decisions/criteria.html", context, status=422 if form.errors else 200)
