"""Trials: all of them, those of one idea, and one."""

import uuid
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.web.table_response import table_response
from sluss.web.two_wordings import differences, seen_again
from sluss.workflow.transitions import NotPossible, refusal
from tenants.coaching.views.pages import asked, refuse
from tenants.ideas.access import get_visible_idea, visible_to
from tenants.ideas.models import Idea, IdeaBearer
from tenants.people.access import MemberRequest, member_required
from tenants.people.models import Member
from tenants.trials import rules, transitions
from tenants.trials.compare import compare, follows_from
from tenants.trials.conditions import entries_of, without_clearance
from tenants.trials.forms import PlanForm, ReasonForm, ResultForm
from tenants.trials.models import Status, Trial
from tenants.trials.move import move, write_result
from tenants.trials.plan import ChangedMeanwhile, change_plan, plan_trial
from tenants.trials.prefill import proposals
from tenants.trials.spend import spent_on_trials

PAGE_SIZE = 25


@require_safe
@member_required
def trial_list(request: MemberRequest) -> HttpResponse:
    status = request.GET.get("lage", "")
    page = Paginator(_listed(request.member, status), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "trials/list.html", {"page": page, "status": status, "statuses": Status.choices})


@require_safe
@member_required
def trial_csv(request: MemberRequest) -> HttpResponse:
    header = [_("Trial"), _("Idea"), _("State"), _("Leader"), _("Receiving owner"), _("Started"), _("Ceiling in weeks")]
    header += [_("Ceiling in kronor"), _("Recommendation")]
    return table_response(
        request, name="test", header=header, rows=map(_row, _listed(request.member, request.GET.get("lage", "")))
    )


@require_safe
@member_required
def of_idea(request: MemberRequest, pk: int) -> HttpResponse:
    idea = _idea(request, pk)
    trials = Trial.objects.filter(idea=idea).select_related("leader", "receiving_owner")
    context = {"idea": idea, "trials": trials, "may_plan": rules.why_not_plan(request.member, idea) is None}
    return render(request, "trials/of_idea.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def plan(request: MemberRequest, pk: int) -> HttpResponse:
    idea = _idea(request, pk)
    refuse(rules.why_not_plan(request.member, idea))
    form = PlanForm(
        request.POST or None, actor=request.member, initial={"leader": request.member, "name": idea.title[:120]}
    )
    if form.is_valid():
        trial = plan_trial(idea, content=form.content(), places=form.cleaned_data["places"], actor=request.member)
        return redirect("trials:trial", trial.key)
    return render(request, "trials/plan.html", {"idea": idea, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def change(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    trial = get_trial(request, key)
    refuse(rules.why_not_change_plan(request.member, trial))
    form = PlanForm(request.POST or None, actor=request.member, trial=trial, initial=PlanForm.initial_of(trial))
    context: dict[str, Any] = {"idea": trial.idea, "trial": trial, "form": form}
    if form.is_valid():
        try:
            revision = form.cleaned_data["revision"] or 0
            facts = {"content": form.content(), "places": form.cleaned_data["places"], "revision": revision}
            change_plan(trial, actor=request.member, **facts)
        except ChangedMeanwhile as error:
            context |= {"conflict": True, "differences": differences(form, theirs=PlanForm.initial_of(error.theirs))}
            form.data = seen_again(request, revision=error.theirs.revision)
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            return redirect("trials:trial", trial.key)
    status = 409 if "conflict" in context else 422 if form.errors else 200
    return render(request, "trials/plan.html", context, status=status)


@require_safe
@member_required
def trial(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    found = get_trial(request, key)
    member = request.member
    may_answer = not rules.why_not_lead(member, found)
    clearances = list(found.clearances.select_related("owner", "trial"))
    entries = list(entries_of(found)) if found.status in (Status.PLANNED, Status.CLEARED) else []
    context = {
        "idea": found.idea,
        "trial": found,
        "entries": entries,
        "all_there": all(entry.met for entry in entries),
        "clearances": [(row, rules.why_not_answer_clearance(member, row) is None) for row in clearances],
        "uncleared": without_clearance(found) if found.status not in (Status.ANALYSED, Status.STOPPED) else [],
        "moves": _moves(found, member),
        "may_change": rules.why_not_change_plan(member, found) is None,
        "may_lead": may_answer,
        "may_write_result": refusal(transitions.ANALYSE, subject=found, actor=member) is None,
        "spent": spent_on_trials([found]).get(found.pk, 0),
        "sees_costs": rules.sees_costs(member, found.idea),
        "comparison": compare(found),
        "rule_says": follows_from(found),
        "proposals": len(proposals(found)) if rules.leads(member, found) else 0,
        "places": found.places.all(),
    }
    return render(request, "trials/trial.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def make_move(request: MemberRequest, key: uuid.UUID, name: str) -> HttpResponse:
    found = get_trial(request, key)
    by = transitions.BUTTONS.get(name)
    if by is None:
        raise Http404
    refuse(by.who(request.member, found))
    needs_reason = name in transitions.NEEDS_REASON
    typed = request.POST if request.method == "POST" else None
    form = ReasonForm(typed) if needs_reason else forms.Form(typed)
    return asked(
        request,
        form=form,
        save=lambda: move(found, by=by, actor=request.member, reason=form.cleaned_data.get("reason", "")),
        done=_("Done. The trial is now: %(state)s.") % {"state": _after(by.to)},
        back=reverse("trials:trial", args=[key]),
        title=transitions.QUESTIONS[name],
        text=found.name,
        action=by.label,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def result(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    found = get_trial(request, key)
    refuse(rules.why_not_lead(request.member, found))
    form = ResultForm(request.POST or None)
    if form.is_valid():
        try:
            write_result(found, result=form.result(), actor=request.member)
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            return redirect("trials:trial", key)
    context = {"idea": found.idea, "trial": found, "form": form}
    return render(request, "trials/result.html", context, status=422 if form.errors else 200)


def get_trial(request: HttpRequest, key: uuid.UUID) -> Trial:
    """The trial with its idea and bearers, or Http404 where the member may not see the idea."""
    found = Trial.objects.filter(key=key).select_related("leader", "receiving_owner").first()
    if found is None:
        raise Http404
    found.idea = _idea(request, found.idea_id)
    return found


def _idea(request: HttpRequest, pk: int) -> Idea:
    idea = get_visible_idea(request, pk)
    prefetch_related_objects([idea], Prefetch("bearers", IdeaBearer.objects.select_related("member")))
    return idea


def _listed(member: Member, status: str) -> QuerySet[Trial]:
    found = Trial.objects.filter(idea__in=visible_to(member)).select_related("idea", "leader", "receiving_owner")
    return found.filter(status=status) if status in Status.values else found


def _row(one: Trial) -> list[Any]:
    owner = one.receiving_owner.display_name if one.receiving_owner else ""
    started = one.started_on.isoformat() if one.started_on else ""
    facts = [one.name, one.idea.registry_number, one.get_status_display(), one.leader.display_name, owner, started]
    return [*facts, one.weeks, one.money if one.money is not None else "", one.get_recommendation_display()]


def _moves(found: Trial, member: Member) -> list[tuple[str, str, list[str]]]:
    """The moves that this member may make from here, each with what still hinders it."""
    shown = []
    for name, by in transitions.BUTTONS.items():
        if found.status in by.sources and by.who(member, found) is None:
            hinders = [str(reason) for check in by.requires if (reason := check(member, found))]
            shown.append((name, str(by.label), hinders))
    return shown


def _after(status: str | None) -> str:
    return str(Status(status).label) if status else ""
