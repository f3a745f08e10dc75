"""Small changes to an idea, each on a page of its own that works without script."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.ideas.access import get_visible_idea, is_bearer
from tenants.ideas.edit import ChangedMeanwhile, assign_coach, edit_text, mark_secrecy, side_by_side
from tenants.ideas.forms import AnswerBackForm, CoachForm, SecrecyForm, TextForm
from tenants.ideas.models import Idea
from tenants.ideas.rules import actions_for, may_edit, may_write
from tenants.ideas.triage import answer_back, question_of, reopen
from tenants.people.access import MemberRequest, member_required


@member_required
def edit_page(request: MemberRequest, pk: int) -> HttpResponse:
    """Nothing typed is lost: what somebody else has saved meanwhile stands beside it, and where the idea has been
    closed meanwhile the text comes back to be copied."""
    idea = get_visible_idea(request, pk)
    bears = is_bearer(request.member, idea)
    if not may_edit(request.member, idea, bears=bears):
        return _closed_meanwhile(request, idea, wrote=may_write(request.member, idea, bears=bears))
    form = TextForm(request.POST or None, instance=idea, initial={"revision": idea.revision})
    if request.method != "POST" or not form.is_valid():
        return _edit(request, pk, form, status=422 if form.errors else 200)
    try:
        edit_text(idea, texts=form.cleaned_data, revision=form.cleaned_data["revision"], actor=request.member)
    except ChangedMeanwhile as error:
        # Saving again is then a choice made with both texts in sight.
        form.data = {**request.POST.dict(), "revision": str(error.theirs.revision)}
        return _edit(request, pk, form, theirs=side_by_side(error.theirs, form.cleaned_data), status=409)
    except NotAllowed:
        return _closed_meanwhile(request, idea, wrote=True)
    messages.success(request, _("Your text is saved."))
    return redirect("ideas:page", pk=pk)


def _edit(request: MemberRequest, pk: int, form: TextForm, *, status: int, **more: object) -> HttpResponse:
    # Read anew: the form writes what was typed into the row that it was given.
    context = {"idea": get_visible_idea(request, pk), "form": form, **more}
    return render(request, "ideas/edit.html", context, status=status)


def _closed_meanwhile(request: MemberRequest, idea: Idea, *, wrote: bool) -> HttpResponse:
    if request.method != "POST" or not wrote:
        raise PermissionDenied
    return _edit(request, idea.pk, TextForm(request.POST, instance=idea), is_closed=True, status=409)


@member_required
def answer_back_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea = _allowed(request, pk, "answer_back")
    form = AnswerBackForm(request.POST or None)
    return _ask(
        request,
        idea,
        form=form,
        title=_("Answer the question"),
        quote=question_of(idea),
        button=_("Send your answer"),
        save=lambda: answer_back(idea, text=form.cleaned_data["text"], actor=request.member),
        done=_("Thank you. Your answer has been sent to the one who asked."),
    )


@member_required
def coach_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea = _allowed(request, pk, "assign_coach")
    form = CoachForm(request.POST or None, initial={"coach": idea.coach})
    return _ask(
        request,
        idea,
        form=form,
        title=_("Choose idea coach"),
        button=_("Save"),
        save=lambda: assign_coach(idea, coach=form.cleaned_data["coach"], actor=request.member),
        done=_("The idea has a coach."),
    )


@member_required
def secrecy_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea = _allowed(request, pk, "mark_secrecy")
    form = SecrecyForm(request.POST or None, initial={"secrecy": idea.secrecy})
    return _ask(
        request,
        idea,
        form=form,
        title=_("Secrecy mark"),
        button=_("Save"),
        save=lambda: mark_secrecy(idea, secrecy=form.cleaned_data["secrecy"], actor=request.member),
        done=_("The secrecy mark is saved."),
    )


@member_required
@require_POST
def reopen_idea(request: MemberRequest, pk: int) -> HttpResponse:
    idea = _allowed(request, pk, "reopen")
    try:
        reopen(idea, actor=request.member)
    except NotPossible as error:
        messages.error(request, " ".join(map(str, error.reasons)))
        return redirect("ideas:page", pk=pk)
    messages.success(request, _("The idea lies in the inbox again."))
    return redirect("ideas:triage", pk=pk)


def _allowed(request: MemberRequest, pk: int, action: str) -> Idea:
    """The idea, for a member who may see it and take the action: 404 and 403 otherwise."""
    idea = get_visible_idea(request, pk)
    if not getattr(actions_for(request.member, idea, bears=is_bearer(request.member, idea)), action):
        raise PermissionDenied
    return idea


def _ask(
    request: MemberRequest,
    idea: Idea,
    *,
    form: forms.Form,
    title: str,
    button: str,
    save: Callable[[], Any],
    done: str,
    quote: str = "",
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except NotAllowed as error:
            raise PermissionDenied(str(error.reason)) from error
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            messages.success(request, done)
            return redirect("ideas:page", pk=idea.pk)
    context = {"idea": idea, "form": form, "title": title, "button": button, "quote": quote}
    return render(request, "ideas/ask.html", context, status=422 if form.errors else 200)
