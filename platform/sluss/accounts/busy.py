"""A limit to how many passwords one process checks at once: each takes 19 MiB and all of a core for a while.

Measured with ten sign-ins a second: without a limit the list's slowest pages went from 12 to 8,889 ms, and a queue
without an end was worse. So one check runs, two wait, and whoever comes after that is asked to come back.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse

from sluss.web import errors

WAITING = 2
RETRY_AFTER_SECONDS = 2

_running = threading.Lock()
_places = threading.BoundedSemaphore(1 + WAITING)


class TooBusy(Exception):
    """As many passwords as may wait are waiting to be checked."""


@contextmanager
def place_in_line() -> Iterator[None]:
    """Hold the one running check. Raises TooBusy at once where the line is full."""
    if not _places.acquire(blocking=False):
        raise TooBusy
    try:
        with _running:
            yield
    finally:
        _places.release()


class BusyMiddleware:
    """Answers 503 with Retry-After where the line is full."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.unavailable(request, RETRY_AFTER_SECONDS) if isinstance(exception, TooBusy) else None
