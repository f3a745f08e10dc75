"""Pages that all visitors without an account see alike, kept whole for a short while, each municipality's for itself.

On the morning of a campaign most who come are visitors, and most of them read the same pages. A kept page is answered
before session, language and database are asked for. It stands under its municipality, all that is written there, its
address, its language and the day, so it is gone at once on this machine when anything changes in the municipality, and
within `VISITOR_PAGES_SECONDS` on others (ADR 20).
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import generation, in_municipality
from sluss.tenancy.backend.writes import generation_of

type View = Callable[..., HttpResponse]
type Kept = tuple[bytes, dict[str, str]]

SHELF = "pages"
LONGEST_QUERY = 200
MARK = "same_for_every_visitor"


def same_for_every_visitor(view: View) -> View:
    """For a view that shows a visitor nothing of who they are: no name, no token of a form, nothing from a cookie.

    What it answers a member is never kept.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        setattr(response, MARK, getattr(request, "member", None) is None)
        return response

    return shown


class VisitorPagesMiddleware:
    """Stands behind the host's middleware and before the sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        municipality: Municipality | None = getattr(request, "municipality", None)
        if municipality is None or not _is_visitors(request):
            return self.get_response(request)
        key = _key(request, municipality)
        with in_municipality(municipality):
            kept: Kept | None = caches[SHELF].get(key)
        if kept is not None:
            return HttpResponse(kept[0], headers=kept[1])
        response = self.get_response(request)
        if _may_be_kept(response):
            with in_municipality(municipality):
                caches[SHELF].set(key, (response.content, dict(response.items())), settings.VISITOR_PAGES_SECONDS)
        return response


def _is_visitors(request: HttpRequest) -> bool:
    """Whether it could be anybody's: no one has signed in or shows a key, nothing waits to be said, nothing is sent."""
    personal = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
    return (
        settings.VISITOR_PAGES_SECONDS > 0
        and request.method == "GET"
        and "HX-Request" not in request.headers
        and "Authorization" not in request.headers
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and not any(name in request.COOKIES for name in personal)
    )


def _key(request: HttpRequest, municipality: Municipality) -> str:
    """Read before the page is made: what is written meanwhile makes the page one that nobody is shown again."""
    written = generation_of(str(municipality.key)), generation.current("hosts")
    said = (request.get_host(), request.get_full_path(), get_language_from_request(request), clock.today(), written)
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _may_be_kept(response: HttpResponse) -> bool:
    """A page with a form has a cookie of its own, and is its visitor's alone."""
    return cast("bool", getattr(response, MARK, False)) and response.status_code == 200 and not response.cookies
