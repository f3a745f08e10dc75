"""Roles on the regional site, and the guard of its inner pages."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from sluss.accounts.models import Account, RegionalRole
from sluss.accounts.second_factor import has_second_factor, second_factor_address

type RegionalView[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def regional_roles(account: Account | AnonymousUser) -> list[RegionalRole]:
    """The account's roles on the regional site; none for the anonymous."""
    if not isinstance(account, Account):
        return []
    return list(RegionalRole.objects.filter(account=account).select_related("federation").order_by("pk"))


def federations_of_analyst(account: Account | AnonymousUser) -> set[str] | None:
    """Slugs of the federations whose pipeline the account may look into; None means all of them."""
    roles = [role for role in regional_roles(account) if role.role == RegionalRole.Role.ANALYST]
    if any(role.federation is None for role in roles):
        return None
    return {role.federation.slug for role in roles if role.federation}


def is_operator(account: Account | AnonymousUser) -> bool:
    return any(role.role == RegionalRole.Role.OPERATOR for role in regional_roles(account))


def is_analyst(account: Account | AnonymousUser) -> bool:
    return federations_of_analyst(account) != set()


def analyst_required[**P](view: RegionalView[P]) -> RegionalView[P]:
    """Anonymous: to sign-in and back here. No analyst: 404. No second factor: to setting one up."""
    return _required(view, is_analyst)


def operator_required[**P](view: RegionalView[P]) -> RegionalView[P]:
    """The same for the platform's operators."""
    return _required(view, is_operator)


def _required[**P](view: RegionalView[P], let_in: Callable[[Account | AnonymousUser], bool]) -> RegionalView[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not let_in(request.user):
            raise Http404
        if settings.SECOND_FACTOR_FOR_REGION and not has_second_factor(request.user):
            return HttpResponseRedirect(second_factor_address(request))
        return view(request, *args, **kwargs)

    return guarded
