"""ETags: what was read is named by its content, and nothing is changed that reads differently by now."""

import hashlib
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from sluss.api.encoding import encoded
from sluss.api.texts import NO_PRECONDITION, STALE


class NoPrecondition(Exception):
    """If-Match is missing, or names nothing that was read."""

    def __init__(self) -> None:
        super().__init__(str(NO_PRECONDITION))


class Stale(Exception):
    """It reads differently by now. `current` is what stands."""

    def __init__(self, current: Any = None, *, reason: str = "") -> None:
        super().__init__(reason or str(STALE))
        self.current = current


def etag_of(data: Any) -> str:
    return _tag_of(encoded(data))


def _tag_of(written: bytes) -> str:
    return f'"{hashlib.sha256(written).hexdigest()[:32]}"'


def require_match(request: Request, current: Any) -> None:
    """Raises NoPrecondition, or Stale where none of the ETags sent is that of what stands now. The caller holds the
    row's lock, so that it still stands when the change is made."""
    sent = request.headers.get("If-Match", "").strip()
    # A star says that anything may be written over, which is what the header is asked for to prevent.
    if sent in ("", "*"):
        raise NoPrecondition
    if etag_of(current) not in [part.strip() for part in sent.split(",")]:
        raise Stale(current)


def tagged(request: Request, data: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """The data with its ETag, or 304 for a reader who has it already."""
    written = encoded(data)
    tag = _tag_of(written)
    named = (headers or {}) | {"ETag": tag, "Cache-Control": "private, no-cache"}
    known = [part.strip().removeprefix("W/") for part in request.headers.get("If-None-Match", "").split(",")]
    if request.method in ("GET", "HEAD") and tag in known:
        return Response(status=304, headers=named)
    answer = Response(data, status=status, headers=named)
    answer.written = written
    return answer
