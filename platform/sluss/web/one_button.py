"""What a page with one button does when it is pressed."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sluss.workflow.transitions import NotAllowed, NotPossible, Text


def press(request: HttpRequest, act: Callable[[], object], *, done: Text, back: str) -> HttpResponse:
    """Done and to `back`, or to `back` with what has happened meanwhile.

    Raises PermissionDenied where the member may not.
    """
    try:
        act()
    except NotAllowed as error:
        raise PermissionDenied(str(error.reason)) from error
    except NotPossible as error:
        messages.error(request, " ".join(map(str, error.reasons)))
    else:
        messages.success(request, str(done))
    return redirect(back)
