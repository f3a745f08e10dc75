"""What the coaching pages have in common."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sluss.workflow.transitions import NotAllowed, NotPossible, Text
from tenants.people.access import MemberRequest


def refuse(reason: Text | None) -> None:
    """Raises PermissionDenied where there is a reason why not."""
    if reason:
        raise PermissionDenied(str(reason))


def asked(
    request: MemberRequest,
    *,
    form: forms.BaseForm,
    save: Callable[[], Any],
    done: Text,
    back: str,
    title: Text,
    action: Text,
    text: Text = "",
) -> HttpResponse:
    """A form on a page of its own: saved and back to `back`, or shown with what is to be put right."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except NotAllowed as error:
            raise PermissionDenied(str(error.reason)) from error
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            messages.success(request, str(done))
            return redirect(back)
    context = {"form": form, "title": title, "action": action, "text": text, "cancel_url": back}
    return render(request, "web/confirm.html", context, status=422 if form.errors else 200)
