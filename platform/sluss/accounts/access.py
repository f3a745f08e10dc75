"""Who gets in, for every storey: a stranger is told nothing (404), a member without the right is told so (403)."""

from typing import Protocol

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse


class HasRoles(Protocol):
    def has_role(self, *roles: str) -> bool: ...


def refusal(request: HttpRequest, *roles: str) -> HttpResponse | None:
    """None where the request may go on: a member, with one of the roles if any are named.

    The anonymous get an answer that leads to sign-in and back here. Raises Http404 for an account without an active
    membership in this municipality, PermissionDenied for a member with none of the roles.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    member: HasRoles | None = getattr(request, "member", None)
    if member is None:
        raise Http404
    if roles and not member.has_role(*roles):
        raise PermissionDenied
    return None
