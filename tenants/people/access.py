"""Who gets in: a stranger is told nothing (404), a member without the right is told so (403)."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.core.exceptions import PermissionDenied
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


def guests_too[**P](view: MemberView[P]) -> MemberView[P]:
    """Put below `member_required`: guests get in as well. The view must find its idea by `get_visible_idea`."""
    view.guests = True  # type: ignore[attr-defined]
    return view


def role_required[**P](*roles: Role) -> Callable[[MemberView[P]], View[P]]:
    """As `member_required`, and 403 for a member with none of the roles. A guest gets in only by `guests_too`."""

    def decorate(view: MemberView[P]) -> View[P]:
        lets_guests_in = getattr(view, "guests", False)

        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if answer := refusal(request, *roles):
                return answer
            if request.member.is_guest and not lets_guests_in:  # type: ignore[attr-defined]  # now a member's
                raise PermissionDenied
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        return guarded

    return decorate
