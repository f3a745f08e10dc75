"""The record of a decision, and its correction."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.decisions import rules
from tenants.decisions.correct_decision import correct_decision
from tenants.decisions.forms import CorrectionForm
from tenants.decisions.models import Decision
from tenants.decisions.record import record_of
from tenants.decisions.selectors import visible_decision
from tenants.people.access import MemberRequest, member_required


@require_safe
@member_required
def decision_page(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    decision = _visible(request, key)
    record = record_of(decision)
    may_correct = record.correction is None and rules.why_not_correct(request.member, decision) is None
    context = {"decision": decision, "record": record, "may_correct": may_correct}
    return render(request, "decisions/decision.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def correct_page(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    decision = _visible(request, key)
    if rules.why_not_correct(request.member, decision):
        raise PermissionDenied
    form = CorrectionForm(request.POST or None, initial={"reasons": decision.reasons, "key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            correction = correct_decision(decision, **form.cleaned_data, actor=request.member)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal.reason)) from refusal
        except NotPossible as refusal:
            form.add_error("reasons", [str(reason) for reason in refusal.reasons])
        else:
            messages.success(request, _("The correction is registered and those who bear the idea are told."))
            return redirect("decisions:decision", correction.key)
    context = {"decision": decision, "form": form}
    return render(request, "decisions/correct.html", context, status=422 if form.errors else 200)


def _visible(request: MemberRequest, key: uuid.UUID) -> Decision:
    decision = visible_decision(request.member, key)
    if decision is None:
        raise Http404
    return decision
