"""A session belongs to the site it was opened on: the same cookie on another municipality's host is nobody's."""

from collections.abc import Callable

from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.db import SessionStore
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

SITE = "site"


def site_of(request: HttpRequest) -> str:
    municipality = getattr(request, "municipality", None)
    return str(municipality.key) if municipality else "region"


@receiver(user_logged_in)
def bind_session(sender: object, request: HttpRequest, **kwargs: object) -> None:
    """Write the site into the session at sign-in. A signal, because allauth has several ways to sign in."""
    request.session[SITE] = site_of(request)


class SessionSiteMiddleware:
    """Gives a session that was opened on another site no effect here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and request.session.get(SITE, site_of(request)) != site_of(request):
            request.session = SessionStore()
        return self.get_response(request)
