"""A session belongs to the site it was opened on: the same cookie on another municipality's host is nobody's."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from sluss.accounts.models import Account
from sluss.accounts.session_store import SessionStore

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


class AccountMiddleware(AuthenticationMiddleware):
    """Django's own, but the account that was read with the session is not read again."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _user_of(request))  # type: ignore[assignment]


def _user_of(request: HttpRequest) -> Account | AnonymousUser:
    """Whatever is not plainly right goes Django's way, which knows old keys and ends sessions that count no more."""
    data = request.session
    said = (data.get(auth.SESSION_KEY), data.get(auth.BACKEND_SESSION_KEY), data.get(auth.HASH_SESSION_KEY))
    account: Account | None = getattr(data, "account", None)
    if account is None or not _holds(account, *said):
        return auth.get_user(request)
    return account


def _holds(account: Account, key: str | None, backend: str | None, password_seal: str | None) -> bool:
    return (
        str(account.key) == key
        and account.is_active
        and backend in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(password_seal or "", account.get_session_auth_hash())
    )
