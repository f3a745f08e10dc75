"""Writing goals in, changing, archiving and restoring them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss import clock
from sluss.web.two_wordings import differences, seen_again
from sluss.workflow.transitions import NotPossible
from tenants.goals.forms import GoalForm, initial_of
from tenants.goals.models import Goal, Kind
from tenants.goals.rules import EDITORS, STEPS
from tenants.goals.save_goal import ChangedMeanwhile, add_goal, edit_goal, state_of_goal, take_step, values_of
from tenants.people.access import MemberRequest, role_required


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*EDITORS)
def new_page(request: MemberRequest) -> HttpResponse:
    year = clock.today().year
    begun = {"kind": Kind.GOAL, "year_from": year, "year_to": year, "parent": request.GET.get("parent", "")}
    form = GoalForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            goal = add_goal(form.content(), actor=request.member)
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            messages.success(request, _("The goal is added."))
            return redirect("goals:page", goal.pk)
    return render(request, "goals/edit.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*EDITORS)
def edit_page(request: MemberRequest, pk: int) -> HttpResponse:
    goal = get_object_or_404(Goal.objects.select_related("unit"), pk=pk)
    form = GoalForm(request.POST or None, initial=initial_of(goal), goal=goal)
    context: dict[str, object] = {"form": form, "goal": goal}
    if request.method == "POST" and form.is_valid():
        try:
            edit_goal(goal, content=form.content(), seen=form.cleaned_data["seen"], actor=request.member)
        except ChangedMeanwhile as error:
            context |= {"conflict": True, "differences": differences(form, theirs=values_of(error.theirs))}
            form.data = seen_again(request, seen=state_of_goal(error.theirs))
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            messages.success(request, _("The goal is saved."))
            return redirect("goals:page", pk)
    status = 409 if "conflict" in context else 422 if form.errors else 200
    return render(request, "goals/edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*EDITORS)
def step_page(request: MemberRequest, pk: int, step: str) -> HttpResponse:
    goal = get_object_or_404(Goal, pk=pk)
    if step not in STEPS:
        raise Http404
    if request.method == "POST":
        try:
            take_step(goal, step=step, actor=request.member)
        except NotPossible as error:
            messages.error(request, " ".join(map(str, error.reasons)))
        else:
            messages.success(request, _("The goal is archived.") if step == "archived" else _("The goal is in force."))
        return redirect("goals:page", pk)
    archives = step == "archived"
    context = {
        "title": _("Archive the goal?") if archives else _("Restore the goal?"),
        "text": _("“%(goal)s” leaves the lists. What is linked to it stays, and you can restore it.") % {"goal": goal}
        if archives
        else _("“%(goal)s” stands in the lists again.") % {"goal": goal},
        "action": STEPS[step].label,
        "cancel_url": reverse("goals:page", args=[pk]),
    }
    return render(request, "web/confirm.html", context)
