"""Assessing: first the question of conflicts of interest, then the text and the questions, then what others said."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.assessment import answer
from tenants.assessment.forms import AbstainForm, ConflictForm, ScoreForm, initial_of
from tenants.assessment.models import BEGUN, Assessment, State
from tenants.assessment.pinned import changes_since
from tenants.assessment.readings import readings_of
from tenants.ideas.access import visible_to
from tenants.ideas.models import IdeaBearer
from tenants.people.access import MemberRequest, member_required
from tenants.people.models import Member

Act = Callable[[MemberRequest, Assessment], HttpResponse]


class Incomplete(Exception):
    """A form that has to be shown again with what was typed."""

    def __init__(self, name: str, form: forms.Form) -> None:
        super().__init__(name)
        self.shown = {name: form}


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def assess_page(request: MemberRequest, pk: int) -> HttpResponse:
    assessment = own_assessment(request.member, pk)
    if request.method != "POST":
        return _show(request, assessment)
    act = ACTS.get(request.POST.get("action", ""), _draft)
    try:
        return act(request, assessment)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal.reason)) from refusal
    except Incomplete as fault:
        return _show(request, assessment, status=422, **fault.shown)


def own_assessment(member: Member, pk: int) -> Assessment:
    """The member's own; 404 for everybody else's, so that nobody learns who has been asked."""
    own = Assessment.objects.filter(assessor=member, idea__in=visible_to(member))
    found = own.select_related("idea__stage", "idea__unit", "idea__coach", "scale", "assigned_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _free(request: MemberRequest, assessment: Assessment) -> HttpResponse:
    try:
        answer.declare_free(assessment, actor=request.member)
    except NotPossible as refusal:
        messages.error(request, " ".join(map(str, refusal.reasons)))
    return redirect("assessment:assess", assessment.pk)


def _conflict(request: MemberRequest, assessment: Assessment) -> HttpResponse:
    form = ConflictForm(request.POST, prefix="conflict")
    _do(
        "conflict_form",
        form,
        lambda: answer.declare_conflict(assessment, reason=form.cleaned_data["reason"], actor=request.member),
    )
    messages.success(request, _("Thank you for saying so. Somebody else assesses the idea."))
    return redirect("assessment:queue")


def _abstain(request: MemberRequest, assessment: Assessment) -> HttpResponse:
    form = AbstainForm(request.POST, prefix="abstain")
    _do(
        "abstain_form",
        form,
        lambda: answer.abstain(assessment, reason=form.cleaned_data["reason"], actor=request.member),
    )
    messages.success(request, _("You abstain from assessing this idea."))
    return redirect("assessment:next")


def _draft(request: MemberRequest, assessment: Assessment) -> HttpResponse:
    form = _score_form(request, assessment)
    _do("form", form, lambda: answer.save_draft(assessment, answers=form.answers(), actor=request.member))
    messages.success(request, _("Your draft is saved. Only you can read it."))
    return redirect("assessment:assess", assessment.pk)


def _submit(request: MemberRequest, assessment: Assessment) -> HttpResponse:
    form = _score_form(request, assessment)
    if not form.is_whole():
        raise Incomplete("form", form)
    _do("form", form, lambda: answer.submit(assessment, answers=form.answers(), actor=request.member))
    messages.success(request, _("Your assessment of “%(title)s” is in. Thank you.") % {"title": assessment.idea.title})
    return redirect("assessment:assess", assessment.pk)


def _submit_and_next(request: MemberRequest, assessment: Assessment) -> HttpResponse:
    _submit(request, assessment)
    return redirect("assessment:next")


def _reaffirm(request: MemberRequest, assessment: Assessment) -> HttpResponse:
    form = _score_form(request, assessment)
    if not form.is_valid():
        raise Incomplete("form", form)
    revision = form.cleaned_data["revision"]
    _do("form", form, lambda: answer.reaffirm(assessment, revision=revision, actor=request.member))
    messages.success(request, _("Your assessment stands, now for the new text."))
    return redirect("assessment:assess", assessment.pk)


def _change(request: MemberRequest, assessment: Assessment) -> HttpResponse:
    form = _score_form(request, assessment)
    if not form.is_whole():
        raise Incomplete("form", form)
    _do("form", form, lambda: answer.change(assessment, answers=form.answers(), actor=request.member))
    messages.success(request, _("Your changed assessment is in."))
    return redirect("assessment:assess", assessment.pk)


ACTS: dict[str, Act] = {
    "free": _free,
    "conflict": _conflict,
    "abstain": _abstain,
    "draft": _draft,
    "submit": _submit,
    "next": _submit_and_next,
    "reaffirm": _reaffirm,
    "change": _change,
}


def _score_form(request: MemberRequest, assessment: Assessment) -> ScoreForm:
    criteria = list(assessment.scale.criteria.all()) if assessment.scale else []
    return ScoreForm(request.POST, criteria=criteria)


def _do(name: str, form: forms.Form, act: Callable[[], None]) -> None:
    """Do it with a valid form; whatever stands in the way is told at the form, which keeps what was typed."""
    if not form.is_valid():
        raise Incomplete(name, form)
    try:
        act()
    except answer.TextChanged as refusal:
        # Handing in again is then a choice made with the new text in sight.
        form.data = {**form.data.dict(), "revision": str(refusal.revision)}  # type: ignore[attr-defined]
        form.add_error(None, [str(reason) for reason in refusal.reasons])
        raise Incomplete(name, form) from refusal
    except NotPossible as refusal:
        form.add_error(None, [str(reason) for reason in refusal.reasons])
        raise Incomplete(name, form) from refusal


def _show(request: MemberRequest, assessment: Assessment, *, status: int = 200, **typed: forms.Form) -> HttpResponse:
    fresh = own_assessment(request.member, assessment.pk)
    idea = fresh.idea
    changed = changes_since(idea, revision=fresh.revision) if fresh.revision else []
    scores = fresh.status in BEGUN or (fresh.status == State.SUBMITTED and fresh.revision != idea.revision)
    context: dict[str, Any] = {
        "assessment": fresh,
        "idea": idea,
        "changed": changed,
        "conflict_form": ConflictForm(prefix="conflict"),
        "abstain_form": AbstainForm(prefix="abstain"),
    }
    if scores and fresh.scale:
        context["form"] = ScoreForm(criteria=fresh.scale.criteria.all(), initial=initial_of(fresh))
    if fresh.status == State.ASSIGNED:
        context["bearers"] = IdeaBearer.objects.filter(idea=idea).select_related("member")
    if fresh.status == State.SUBMITTED and "form" not in context:
        context["readings"] = readings_of(request.member, idea)
    return render(request, "assessment/assess.html", context | typed, status=status)
