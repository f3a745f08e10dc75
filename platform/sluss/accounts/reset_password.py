"""The letter with a link to choose a new password. The worker writes it: in the request both the time that it takes and
what it asks of the database would tell whether the address has an account."""

import io
import uuid
from urllib.parse import urlsplit

from allauth.account import forms as library
from allauth.core.context import request_context
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.utils import translation

from sluss.accounts.models import Account


def ask_for_reset(request: HttpRequest, *, email: str) -> None:
    """One look-up and one job, whether there is an account or not: without one the job carries a key that nobody has,
    as a job takes identifiers and never an address."""
    # The task's module is found by the job machinery, which needs the apps to be loaded first.
    from sluss.accounts.tasks import write_reset_letter

    key = Account.objects.filter(email__iexact=email, is_active=True).values_list("pk", flat=True).first()
    write_reset_letter.defer(
        account=str(key or uuid.uuid4()),
        site=request.build_absolute_uri("/"),
        language=translation.get_language() or "sv",
    )


def write_letter(*, account: str, site: str, language: str) -> None:
    """What the library would have done in the request, on the site that it was asked for from."""
    found = Account.objects.filter(pk=account, is_active=True).first()
    if found is None:
        return
    visit, form = _visit(site), library.ResetPasswordForm({"email": found.email})
    with request_context(visit), translation.override(language):
        if form.is_valid():
            form.save(visit)


def _visit(site: str) -> HttpRequest:
    """The library takes the site's address from a request."""
    address = urlsplit(site)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/",
            "HTTP_HOST": address.netloc,
            "SERVER_NAME": address.hostname,
            "SERVER_PORT": str(address.port or ""),
            "wsgi.url_scheme": address.scheme,
            "wsgi.input": io.BytesIO(),
        }
    )
