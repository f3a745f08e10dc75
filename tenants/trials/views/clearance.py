"""Clearances of a trial, and the answers that a trial gives to the conditions of its idea's gate."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss.workflow.transitions import NotAllowed
from tenants.coaching.views.pages import asked, refuse
from tenants.decisions import rules as decision_rules
from tenants.people.access import MemberRequest, member_required
from tenants.trials import rules
from tenants.trials.clear import answer_clearance, ask_clearance
from tenants.trials.forms import AskClearanceForm, ClearanceForm
from tenants.trials.models import Clearance
from tenants.trials.prefill import proposals, use_proposals
from tenants.trials.views.trials import get_trial


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def ask(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    trial = get_trial(request, key)
    refuse(rules.why_not_lead(request.member, trial))
    form = AskClearanceForm(request.POST or None)
    return asked(
        request,
        form=form,
        save=lambda: ask_clearance(trial, actor=request.member, **form.cleaned_data),
        done=_("Asked. The trial cannot start before it has been answered."),
        back=reverse("trials:trial", args=[key]),
        title=_("Ask for a clearance"),
        text=_("Choose one that is there already to give it another owner."),
        action=_("Ask for it"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def answer(request: MemberRequest, key: uuid.UUID, pk: int) -> HttpResponse:
    trial = get_trial(request, key)
    clearance = get_object_or_404(Clearance, pk=pk, trial=trial)
    clearance.trial = trial
    refuse(rules.why_not_answer_clearance(request.member, clearance))
    initial = {name: getattr(clearance, name) for name in ("answer", "conditions", "expires_on")}
    form = ClearanceForm(request.POST or None, initial=initial)
    return asked(
        request,
        form=form,
        save=lambda: answer_clearance(clearance, actor=request.member, **form.cleaned_data),
        done=_("The answer is saved."),
        back=reverse("trials:trial", args=[key]),
        title=_("Clearance: %(kind)s") % {"kind": clearance.get_kind_display()},
        text=trial.name,
        action=_("Save"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def conditions(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """What the trial says beside what stands at the gate: ticked and used, nothing typed twice."""
    trial = get_trial(request, key)
    refuse(decision_rules.why_not_answer(request.member, trial.idea))
    if request.method == "POST":
        try:
            codes = use_proposals(trial, codes=request.POST.getlist("code"), actor=request.member)
        except NotAllowed as error:
            raise PermissionDenied(str(error.reason)) from error
        messages.success(request, _("The answers are saved.") if codes else _("Nothing was changed."))
        return redirect("decisions:criteria", trial.idea_id)
    return render(
        request, "trials/conditions.html", {"idea": trial.idea, "trial": trial, "proposals": proposals(trial)}
    )
