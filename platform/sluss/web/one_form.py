"""What a page with one form does when it is sent."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sluss.workflow.transitions import NotAllowed, NotPossible, Text


def save_or_show(
    request: HttpRequest,
    *,
    form: BaseForm,
    save: Callable[[], str],
    done: Text,
    template: str,
    context: dict[str, Any],
    passes: tuple[type[NotPossible], ...] = (),
) -> HttpResponse:
    """Save a valid form and go to the address that `save` gives; else show it with what is to be put right.

    Raises PermissionDenied where the member may not, and what `passes`: what the page itself has an answer to.
    """
    if request.method == "POST" and form.is_valid():
        try:
            to = save()
        except NotAllowed as error:
            raise PermissionDenied(str(error.reason)) from error
        except passes:
            raise
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            messages.success(request, str(done))
            return redirect(to)
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
