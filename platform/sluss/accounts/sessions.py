"""A session belongs to the site it was opened on: the same cookie on another municipality's host is nobody's."""

from collections.abc import Callable

from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse

SITE = "site"


def site_of(request: HttpRequest) -> str:
    municipality = getattr(request, "municipality", None)
    return str(municipality.key) if municipality else "region"


class SessionSiteMiddleware:
    """Writes the site into every session, before sign-in too: half a sign-in is worth nothing elsewhere either."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        site = site_of(request)
        if request.session.session_key and request.session.get(SITE) != site:
            request.session = SessionStore()
        response = self.get_response(request)
        if request.session.modified and not request.session.is_empty():
            request.session[SITE] = site
        return response
