"""Error pages. They read neither database nor context processors, so that they stand when little else does."""

import sys
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sluss.web.context import site_of
from sluss.web.outage import is_gone

type Text = str | Promise

HOME = _("To the start page")
AGAIN = _("Try again")
SIGN_IN = _("Sign in")
ACCOUNT = _("If you have an account, sign in and you come back here.")
# What a route calls the secret that opens it, in a link from a letter.
OPENED_BY = "token"
# Written out: an error page looks no address up.
SIGN_IN_PATH = "/konto/login/"


def handler400(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    text = _("Something in the address or in what was sent could not be read. Go back and try once more.")
    return _page(request, 400, _("We could not understand that"), text, link=(HOME, "/"))


def handler403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    text = _("You are signed in, but your role does not include this. The administrator in your municipality can help.")
    return _page(request, 403, _("This is not open to you"), text, link=(HOME, "/"))


def handler404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if request.resolver_match and OPENED_BY in request.resolver_match.kwargs:
        return _spent(request)
    text = _("It may have moved, or be open only to those who work with it.")
    heading = _("There is no such page")
    if getattr(request, "member", None) is not None:
        return _page(request, 404, heading, text, link=(HOME, "/"))
    sign_in = f"{SIGN_IN_PATH}?{urlencode({'next': request.get_full_path()})}"
    return _page(request, 404, heading, text, ACCOUNT, link=(SIGN_IN, sign_in), other=(HOME, "/"))


def handler500(request: HttpRequest) -> HttpResponse:
    # Called while the exception is being handled: one from a middleware reaches no process_exception.
    if is_gone(sys.exception()):
        return unavailable(request)
    text = _("The fault is ours and has been noted. Nothing you sent has been saved halfway.")
    return _page(
        request, 500, _("Something went wrong here"), text, _("Wait a moment and try again."), link=(HOME, "/")
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The view for the setting CSRF_FAILURE_VIEW."""
    text = _("The page had been open too long, or your browser does not keep our cookies. Nothing was sent.")
    how = _("Go back, reload the page and send once more. What you wrote is usually still there.")
    return _page(request, 403, _("The form could not be sent"), text, how, link=(HOME, "/"))


def unknown_host(request: HttpRequest) -> HttpResponse:
    """For a host that belongs to no municipality: says where the regional site is."""
    port = "" if settings.PORT in (80, 443) or settings.SCHEME == "https" else f":{settings.PORT}"
    address = f"{settings.SCHEME}://{settings.DOMAIN}{port}/"
    text = _("No municipality uses this address. All municipalities that take part are on the regional site.")
    where = _("The regional site: %(address)s") % {"address": address}
    return _page(request, 404, _("There is no site here"), text, where, link=(_("To the regional site"), address))


def too_large(request: HttpRequest) -> HttpResponse:
    text = _("What you sent is larger than we can take, so nothing was saved. Choose a smaller file and send again.")
    return _page(request, 413, _("The file is too large"), text, link=(HOME, "/"))


def too_many(request: HttpRequest, retry_after: int) -> HttpResponse:
    """`retry_after` in seconds; told to people in whole minutes."""
    minutes = max(1, -(-retry_after // 60))
    text = ngettext(
        "Many attempts came from here in a short time. Try again in about a minute.",
        "Many attempts came from here in a short time. Try again in about %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}
    return _page(request, 429, _("Wait a little"), text, link=(HOME, "/"), retry_after=retry_after)


def unavailable(request: HttpRequest, retry_after: int = 10) -> HttpResponse:
    """For a database that does not answer. `retry_after` in seconds."""
    text = _("The service is resting for a moment and comes back by itself.")
    how = _("If you were sending something: go back, what you wrote is usually still there, and send it again soon.")
    return _page(request, 503, _("Back in a moment"), text, how, link=(AGAIN, request.path), retry_after=retry_after)


def _spent(request: HttpRequest) -> HttpResponse:
    """The same whether the link was used, has run out or never was one, so that nobody learns which."""
    text = _("It has been used already, its time is up, or it was not copied whole.")
    stands = _("What you have done with it stands. If you were writing something: go back, it is usually still there.")
    return _page(request, 404, _("The link does not work any more"), text, stands, link=(HOME, "/"))


def _page(
    request: HttpRequest,
    status: int,
    heading: Text,
    *paragraphs: Text,
    link: tuple[Text, str],
    other: tuple[Text, str] | None = None,
    retry_after: int | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "status": status,
        "heading": heading,
        "paragraphs": paragraphs,
        "link": link,
        "other": other,
        # Known since the host was: neither database nor session is asked.
        "site": site_of(request),
    }
    # No request is given to the template: context processors would ask for the session and the member.
    response = HttpResponse(render_to_string("web/errors/page.html", context), status=status)
    response.headers["Cache-Control"] = "no-store"
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response
