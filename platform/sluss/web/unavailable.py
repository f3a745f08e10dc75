"""A database that is away is no fault of the program: people get a calm 503 that says when to come back."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sluss.web import errors
from sluss.web.outage import is_gone


class UnavailableMiddleware:
    """Answers for views. What fails in a middleware, before any view, comes to errors.handler500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.unavailable(request) if is_gone(exception) else None
