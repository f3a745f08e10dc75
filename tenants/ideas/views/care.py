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
from tenants.ideas.edit import ChangedMeanwhile, assign_coach, edit_text, mark_secrecy
from tenants.ideas.forms import AnswerBackForm, CoachForm, SecrecyForm, TextForm
from tenants.ideas.models import Idea
from tenants.ideas.rules import actions_for
from tenants.ideas.triage import answer_back, reopen
from tenants.people.access import MemberRequest, member_required


@member_required
def edit_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea = _allowed(request, pk, "edit")
    form = TextForm(request.POST or None, instance=idea, initial={"revision": idea.revision})
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            edit_text(idea, texts=form.cleaned_data, revision=form.cleaned_data["revision"], actor=request.member)
        except ChangedMeanwhile as error:
            theirs = error.theirs
            # Saving again is then a choice made with both texts in sight.
            form.data = {**request.POST.dict(), "revision": str(theirs.revision)}
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            messages.success(request, _("Your text is saved."))
            return redirect("ideas:page", pk=pk)
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "ideas/edit.html", {"idea": idea, "form": form, "theirs": theirs}, status=status)


@member_required
def answer_back_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea = _allowed(request, pk, "answer_back")
    form = AnswerBackForm(request.POST or None)
    return _ask(
        request,
        idea,
        form=form,
        title=_("Answer the question"),
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
    context = {"idea": idea, "form": form, "title": title, "button": button}
    return render(request, "ideas/ask.html", context, status=422 if form.errors else 200)
