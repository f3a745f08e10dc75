"""The organisation's screens are for administrators. People stands above this app, so the role is named by its code."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import HttpRequest, HttpResponse

from sluss.accounts.access import refusal

ADMINISTRATOR = "administrator"

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def administrator_required[**P](view: View[P]) -> View[P]:
    """Anonymous: to sign-in. No member here: 404. A member who is no administrator: 403."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return refusal(request, ADMINISTRATOR) or view(request, *args, **kwargs)

    return guarded
