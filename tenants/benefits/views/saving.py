"""What every page with a form about an idea's benefit does alike."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sluss.web.two_wordings import differences
from sluss.workflow.transitions import NotAllowed, NotPossible, Transition, refusal
from tenants.benefits.calculate import ChangedMeanwhile
from tenants.benefits.measure import EnteredMeanwhile
from tenants.ideas.access import get_visible_idea
from tenants.ideas.models import Idea
from tenants.people.access import MemberRequest


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
    status, now = 200, {}
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except NotAllowed as error:
            raise PermissionDenied(str(error.reason)) from error
        except ChangedMeanwhile as error:
            status, now = 409, {"revision": str(error.now)}
            form.add_error(None, [str(reason) for reason in error.reasons])
            context |= {"differences": differences(form, theirs=form.initial)}
        except EnteredMeanwhile as error:
            status, now = 409, {"saw": str(error.theirs.pk)}
            form.add_error(None, [str(reason) for reason in error.reasons])
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            messages.success(request, done)
            return redirect(to)
    form.data = {**request.POST.dict(), **now} if now else form.data
    status = status if status == 409 or not form.errors else 422
    return render(request, template, {"form": form, **context}, status=status)
