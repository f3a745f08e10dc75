"""What a key may ask for: its scopes. What the member behind it may do, the services say themselves."""

from typing import Any

from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from sluss.api.texts import NO_SCOPE


class MissingScope(PermissionDenied):
    default_code = "missing-scope"


class HasScope(BasePermission):
    """Each operation names one scope; a method that is none is answered 405 before anybody is asked for a key."""

    def has_permission(self, request: Request, view: Any) -> bool:
        handler = getattr(view, str(request.method).lower(), None)
        scope = getattr(handler, "scope", None)
        if scope is None:
            return True
        if request.auth is None:
            raise NotAuthenticated
        if scope not in request.auth.scopes:
            raise MissingScope(NO_SCOPE % {"scope": scope})
        return True
