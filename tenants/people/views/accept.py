"""What the receiver of an invitation sees. Lies under /konto/, so it runs in the region: it makes accounts."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sluss.accounts.models import Account
from sluss.accounts.open_account import AccountExists, account_with, open_account
from sluss.tenancy.middleware import SluiceRequest
from sluss.workflow.transitions import NotPossible
from tenants.people.accept import accept, find_invitation
from tenants.people.forms import NewAccountForm
from tenants.people.models import Invitation

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the link makes an account, or joins with the one that has the invitation's address."""
    visit = cast("SluiceRequest", request)
    if visit.municipality is None:
        raise Http404
    invitation = find_invitation(municipality=visit.municipality, token=token)
    if invitation is None:
        raise Http404
    if _is_mine(visit, invitation):
        return HttpResponseRedirect("/")
    if invitation.state != Invitation.State.OPEN:
        return _page(visit, invitation, "people/accept_over.html", status=410)
    account = account_with(email=invitation.email)
    return _new_account(visit, invitation) if account is None else _known_account(visit, invitation, account)


def _is_mine(request: SluiceRequest, invitation: Invitation) -> bool:
    """The same link once more, by the one who used it."""
    joined = invitation.member
    return bool(joined and request.user.is_authenticated and request.user.pk == joined.account_key)


def _new_account(request: SluiceRequest, invitation: Invitation) -> HttpResponse:
    form = NewAccountForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if not form.is_valid():
        return _page(request, invitation, "people/accept_new.html", form=form, status=422 if form.errors else 200)
    try:
        account = open_account(email=invitation.email, **form.cleaned_data)
    except AccountExists:
        # The form was sent twice: the other one made the account. Signing in leads on.
        return HttpResponseRedirect(request.path)
    login(request, account, backend=BACKEND)
    return _join(request, invitation, account)


def _known_account(request: SluiceRequest, invitation: Invitation, account: Account) -> HttpResponse:
    if request.user != account:
        return _page(request, invitation, "people/accept_sign_in.html")
    if request.method == "POST":
        return _join(request, invitation, account)
    return _page(request, invitation, "people/accept_join.html")


def _join(request: SluiceRequest, invitation: Invitation, account: Account) -> HttpResponse:
    assert request.municipality is not None
    try:
        accept(municipality=request.municipality, invitation=invitation, account=account)
    except NotPossible as error:
        return _page(request, invitation, "people/accept_over.html", reason=str(error), status=409)
    messages.success(request, _("Welcome to the idea sluice in %(name)s.") % {"name": request.municipality.name})
    return HttpResponseRedirect("/")


def _page(
    request: SluiceRequest, invitation: Invitation, template: str, *, status: int = 200, **context: object
) -> HttpResponse:
    return render(request, template, {"invitation": invitation, **context}, status=status)
