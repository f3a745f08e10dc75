"""Errors as application/problem+json (RFC 9457), each with a stable code as its type."""

import logging
import math
from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import RequestDataTooBig
from django.core.signals import got_request_exception
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response

from sluss.api.preconditions import NoPrecondition, Stale, etag_of
from sluss.api.texts import DETAILS, NO_ROLE, TITLES
from sluss.text.plain import plain_line
from sluss.web.outage import is_gone
from sluss.workflow.transitions import NotAllowed, NotPossible

log = logging.getLogger("sluss.api")
PROBLEM = "application/problem+json"
TYPE = "urn:slusstrappan:problem:"
REST = 10


class Conflict(exceptions.APIException):
    status_code = 409
    default_code = "idempotency-key-reused"


class NoSuchAddress(exceptions.NotFound):
    """No operation lies at the address."""


# The first that fits counts.
CODES: tuple[tuple[type[Exception], int, str], ...] = (
    (Stale, 412, "changed-meanwhile"),
    (NoPrecondition, 428, "precondition-required"),
    (Conflict, 409, "idempotency-key-reused"),
    (NotAllowed, 403, "not-allowed"),
    (NotPossible, 409, "not-possible"),
    (Http404, 404, "not-found"),
    (exceptions.NotFound, 404, "not-found"),
    (RequestDataTooBig, 413, "too-large"),
    (exceptions.ValidationError, 422, "invalid"),
    (exceptions.ParseError, 400, "bad-request"),
    (exceptions.NotAuthenticated, 401, "unauthenticated"),
    (exceptions.AuthenticationFailed, 401, "unauthenticated"),
    (exceptions.MethodNotAllowed, 405, "method-not-allowed"),
    (exceptions.NotAcceptable, 406, "not-acceptable"),
    (exceptions.UnsupportedMediaType, 415, "unsupported-media-type"),
    (exceptions.Throttled, 429, "too-many-requests"),
    (exceptions.PermissionDenied, 403, "not-allowed"),
    (DjangoPermissionDenied, 403, "not-allowed"),
)


def problem_of(error: Exception, context: dict[str, Any]) -> Response:
    """The answer to an error. What is nobody's mistake but ours is logged without its request, whose headers hold the
    key, and told as a fault."""
    status, code = _code_of(error)
    if status == 500:
        log.error("an operation failed", exc_info=error)
        got_request_exception.send(sender=problem_of, request=context.get("request"))
    body = {"type": TYPE + code, "title": str(TITLES[code]), "status": status, "detail": _detail(error, code)}
    return Response(body | _besides(error), status=status, headers=_headers(error, status), content_type=PROBLEM)


def _code_of(error: Exception) -> tuple[int, str]:
    if is_gone(error):
        return 503, "unavailable"
    for kind, status, code in CODES:
        if isinstance(error, kind):
            own = getattr(error, "default_code", "")
            return status, own if own in TITLES else code
    return 500, "internal"


def _detail(error: Exception, code: str) -> str:
    if code in DETAILS and not isinstance(error, NoSuchAddress):
        return str(DETAILS[code])
    if isinstance(error, NotPossible):
        return " ".join(str(reason) for reason in error.reasons)
    if isinstance(error, exceptions.ValidationError):
        return str(TITLES[code])
    return str(getattr(error, "detail", "")) or str(error) or str(NO_ROLE if code == "not-allowed" else TITLES[code])


def _besides(error: Exception) -> dict[str, Any]:
    if isinstance(error, Stale) and error.current is not None:
        return {"current": error.current}
    if isinstance(error, exceptions.ValidationError):
        return {"errors": list(_fields(error.get_full_details(), ""))}
    return {}


def _fields(details: Any, name: str) -> Any:
    """Field by field: where, which code and what is wrong, however deep the field lies."""
    if isinstance(details, dict) and set(details) == {"message", "code"}:
        # Both may quote what was sent, which may hold what no text can.
        yield {"field": plain_line(name), "code": str(details["code"]), "detail": plain_line(str(details["message"]))}
        return
    pairs = details.items() if isinstance(details, dict) else enumerate(details)
    for key, part in pairs:
        inner = name if key == "non_field_errors" or _is_message(part) else f"{name}.{key}".strip(".")
        yield from _fields(part, inner)


def _is_message(part: Any) -> bool:
    return isinstance(part, dict) and set(part) == {"message", "code"}


def _headers(error: Exception, status: int) -> dict[str, str]:
    if status == 401:
        return {"WWW-Authenticate": "Bearer"}
    if isinstance(error, exceptions.Throttled):
        return {"Retry-After": str(math.ceil(error.wait or 1))}
    if status == 503:
        return {"Retry-After": str(REST)}
    if isinstance(error, Stale) and error.current is not None:
        return {"ETag": etag_of(error.current)}
    return {}
