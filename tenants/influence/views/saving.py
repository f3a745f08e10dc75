"""What the pages with a form have in common."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from sluss.web import one_form
from sluss.web.one_button import press
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.influence.access import get_visible_session, runs
from tenants.influence.models import ResidentSession
from tenants.influence.sessions import ChangedMeanwhile
from tenants.people.access import MemberRequest


def running(request: MemberRequest, pk: int) -> ResidentSession:
    """The session, for those who run sessions: 404 for who may not see it, 403 for other members."""
    session = get_visible_session(request.member, pk)
    if not runs(request.member):
        raise PermissionDenied
    return session


def back_to_session(request: MemberRequest, session: ResidentSession, error: NotAllowed | NotPossible) -> HttpResponse:
    """To the session, with why it cannot be done there now."""
    if isinstance(error, NotAllowed):
        raise PermissionDenied(str(error.reason)) from error
    messages.info(request, " ".join(map(str, error.reasons)))
    return redirect("influence:session", session.pk)


def save_or_show(
    request: MemberRequest,
    *,
    form: forms.Form,
    save: Callable[[], str],
    done: str | Promise,
    context: dict[str, Any],
    template: str = "influence/form.html",
) -> HttpResponse:
    """As sluss.web.one_form; what somebody else changed meanwhile is for the page, which shows both wordings."""
    return one_form.save_or_show(
        request, form=form, save=save, done=done, template=template, context=context, passes=(ChangedMeanwhile,)
    )


def confirm_or_ask(
    request: MemberRequest,
    *,
    act: Callable[[], object],
    done: str | Promise,
    to: str,
    context: dict[str, Any],
) -> HttpResponse:
    """A page with one button; what cannot be done is told where it leads back to."""
    if request.method != "POST":
        return render(request, "web/confirm.html", {"cancel_url": to, **context})
    return press(request, act, done=done, back=to)
