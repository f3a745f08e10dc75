"""Who gets in: a stranger is told nothing (404), a member without the right is told so (403)."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import HttpRequest, HttpResponse

from sluss.accounts.access import refusal
from sluss.registry.models import Municipality
from sluss.tenancy.middleware import SluiceRequest
from tenants.people.models import Member, Role


class MemberRequest(SluiceRequest):
    """A request that has passed `member_required`."""

    municipality: Municipality
    member: Member


type MemberView[**P] = Callable[Concatenate[MemberRequest, P], HttpResponse]
type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def member_required[**P](view: MemberView[P]) -> View[P]:
    """Anonymous: to sign-in and back here. Signed in without an active membership here: 404."""
    return role_required()(view)


def role_required[**P](*roles: Role) -> Callable[[MemberView[P]], View[P]]:
    """As `member_required`, and 403 for a member with none of the roles."""

    def decorate(view: MemberView[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            return refusal(request, *roles) or view(request, *args, **kwargs)  # type: ignore[arg-type]  # now a member's

        return guarded

    return decorate
