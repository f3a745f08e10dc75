"""Who gets in: a stranger is told nothing (404), a member without the right is told so (403)."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

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

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if getattr(request, "member", None) is None:
            raise Http404
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # a member was found: it is a MemberRequest

    return guarded


def role_required[**P](*roles: Role) -> Callable[[MemberView[P]], View[P]]:
    """As `member_required`, and 403 for a member with none of the roles."""

    def decorate(view: MemberView[P]) -> View[P]:
        @wraps(view)
        def with_role(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.member.has_role(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return member_required(with_role)

    return decorate
