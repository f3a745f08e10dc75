"""From host to municipality, and from municipality to the scope that a view works in."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils.module_loading import import_string

from sluss.registry.models import Municipality
from sluss.tenancy import hosts
from sluss.tenancy.scope import in_municipality, in_region, work_starts_in_region
from sluss.web import errors

Answer = Callable[[HttpRequest], HttpResponse]
# All of sign-in reads accounts, sessions and second factors, which a municipality's run role must never reach.
PUBLIC_PATHS = ("/konto/",)


class SluiceRequest(HttpRequest):
    """What the middlewares below add to a request."""

    municipality: Municipality | None
    member: Any
    urlconf: str


class HostMiddleware:
    """Finds the municipality of the host. Every request starts in the region, whatever the last one left behind."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: SluiceRequest) -> HttpResponse:
        with work_starts_in_region():
            return self.answer(request)

    def answer(self, request: SluiceRequest) -> HttpResponse:
        request.member = None
        try:
            request.municipality = hosts.municipality_of(_host(request))
        except hosts.UnknownHost:
            request.municipality = None
            return errors.unknown_host(request)
        if request.municipality is not None:
            request.urlconf = settings.URLCONF_MUNICIPALITY
        return self.get_response(request)


def _host(request: HttpRequest) -> str:
    return split_domain_port(request.get_host())[0]


class ScopeMiddleware:
    """Runs the view in its municipality's scope, once session and user have been read from the region."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.load_member = import_string(settings.SLUSS_MEMBER_LOADER)

    def __call__(self, request: SluiceRequest) -> HttpResponse:
        municipality = request.municipality
        if municipality is None or request.path_info.startswith(PUBLIC_PATHS):
            with in_region():
                return self.get_response(request)
        account_key = request.user.key if request.user.is_authenticated else None
        with in_municipality(municipality):
            if account_key is not None:
                request.member = self.load_member(account_key=account_key)
            return self.get_response(request)
