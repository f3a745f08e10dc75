"""Links that belong to people: the organisation, the own settings, signing in and out."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluss.tenancy.middleware import SluiceRequest
from sluss.web.navigation import NavItem, Place
from tenants.people import rules


def items(request: HttpRequest) -> list[NavItem]:
    """Menu items for whoever asks, on the regional site too."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return [NavItem(label=_("Sign in"), url=reverse("account_login"), place=Place.ACCOUNT, order=90)]
    sign_out = NavItem(label=_("Sign out"), url=reverse("account_logout"), place=Place.ACCOUNT, order=95)
    return [*_of_region(request), *_of_member(request), sign_out]  # type: ignore[arg-type]


def _of_region(request: SluiceRequest) -> list[NavItem]:
    """The regional site has no page of one's own settings: how one signs in is all there is to change."""
    if request.municipality is not None:
        return []
    return [NavItem(label=_("Two-step sign-in"), url=reverse("mfa_index"), place=Place.ACCOUNT, order=80)]


def _of_member(request: SluiceRequest) -> list[NavItem]:
    member = request.member
    if member is None or member.is_guest:
        return []
    found = [NavItem(label=_("My settings"), url=reverse("people:settings"), place=Place.ACCOUNT, order=80)]
    if rules.may_manage(member):
        found.append(NavItem(label=_("Organisation"), url=reverse("organisation:start"), place=Place.TOOLS, order=80))
    elif rules.may_see_members(member):
        found.append(NavItem(label=_("People"), url=reverse("people:list"), place=Place.TOOLS, order=80))
    return found
