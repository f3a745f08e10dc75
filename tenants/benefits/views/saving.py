"""What every page with a form about an idea's benefit does alike."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sluss.web import one_form
from sluss.web.two_wordings import differences
from sluss.workflow.transitions import NotAllowed, Transition, refusal
from tenants.benefits.calculate import ChangedMeanwhile
from tenants.benefits.measure import EnteredMeanwhile
from tenants.ideas.access import get_visible_idea
from tenants.ideas.models import Idea
from tenants.people.access import MemberRequest

MEANWHILE = (ChangedMeanwhile, EnteredMeanwhile)


def idea_for(request: MemberRequest, pk: int, transition: Transition) -> Idea | HttpResponse:
    """The idea, for a member who may take the step now: 404 and 403 otherwise, and back with a word where the idea
    does not lie where it can be done."""
    idea = get_visible_idea(request, pk)
    error = refusal(transition, subject=idea, actor=request.member)
    if isinstance(error, NotAllowed):
        raise PermissionDenied(str(error.reason))
    if error is not None:
        messages.info(request, " ".join(map(str, error.reasons)))
        return redirect("benefits:idea", idea.pk)
    return idea


def save_or_show(
    request: MemberRequest,
    *,
    form: forms.Form,
    template: str,
    context: dict[str, Any],
    save: Callable[[], Any],
    done: str,
    to: str,
) -> HttpResponse:
    """Save what is sent and go to `to`, or show the form. What somebody else changed meanwhile gives 409 with both
    wordings, where the form began with what stands: saving again is then a choice made with both in sight."""

    def saved() -> str:
        save()
        return to

    page: dict[str, Any] = {"form": form, "template": template, "context": context}
    try:
        return one_form.save_or_show(request, save=saved, done=done, passes=MEANWHILE, **page)
    except MEANWHILE as error:
        form.add_error(None, [str(reason) for reason in error.reasons])
        if isinstance(error, ChangedMeanwhile):
            context |= {"differences": differences(form, theirs=form.initial)}
            now = {"revision": str(error.now)}
        else:
            now = {"saw": str(error.theirs.pk)}
        form.data = {**request.POST.dict(), **now}
        return render(request, template, {"form": form, **context}, status=409)
