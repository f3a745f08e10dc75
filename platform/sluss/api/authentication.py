"""Who asks: an integration by its key, and nobody by a session."""

from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request


class Key(Protocol):
    """What a key opens: it acts as a member, within its scopes."""

    pk: int
    member: Any
    scopes: list[str]


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer <key>`. Every key that does not open is refused in the same words, whatever the reason."""

    def authenticate(self, request: Request) -> tuple[Any, Key] | None:
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if not scheme:
            return None
        key = self._open(secret.strip()) if scheme.lower() == "bearer" else None
        if key is None:
            raise AuthenticationFailed
        request._request.member = key.member  # noqa: SLF001  # as the screens have it
        return key.member, key

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"

    @staticmethod
    def _open(secret: str) -> Key | None:
        opened: Key | None = import_string(settings.SLUSS_API_KEYS)(secret=secret)
        return opened
