"""A request sent twice acts once: the first answer is kept for a day and given again."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable

from django.db import transaction
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from sluss import clock
from sluss.api.encoding import encoded
from sluss.api.errors import PROBLEM, Conflict, problem_of
from sluss.api.texts import BAD_IDEMPOTENCY_KEY, KEY_REUSED
from tenants.api.models import KeptAnswer

NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")
KEPT_FOR = dt.timedelta(hours=24)
# Nothing was tried: the same request may well succeed when it is sent again.
UNDONE = (412, 428)
KEPT_HEADERS = ("ETag", "Location")


def once(request: Request, act: Callable[[], Response]) -> Response:
    """`act` in one transaction, or its first answer where the Idempotency-Key has been sent before.

    Of two that come at once the second waits for the first at the unique row, and then finds its answer. Raises
    ValidationError for a key that is none and Conflict where the key belonged to another request.
    """
    name = request.headers.get("Idempotency-Key")
    if name is None:
        with transaction.atomic():
            return act()
    if not NAME.fullmatch(name):
        raise ValidationError({"Idempotency-Key": [BAD_IDEMPOTENCY_KEY]})
    with transaction.atomic():
        return _first_answer(request, name, act)


def _first_answer(request: Request, name: str, act: Callable[[], Response]) -> Response:
    asked, now = _digest(request), clock.now()
    KeptAnswer.objects.filter(key_id=request.auth.pk, name=name, at__lte=now - KEPT_FOR).delete()
    new = KeptAnswer(key_id=request.auth.pk, name=name, request=asked, at=now)
    KeptAnswer.objects.bulk_create([new], ignore_conflicts=True)
    kept = KeptAnswer.objects.select_for_update().get(key_id=request.auth.pk, name=name)
    if kept.request != asked:
        raise Conflict(KEY_REUSED)
    if kept.status:
        kind = PROBLEM if kept.status >= 400 else None
        return Response(kept.body, status=kept.status, headers=kept.headers, content_type=kind)
    answer = _answered(request, act)
    if answer.status_code in UNDONE or answer.status_code >= 500:
        kept.delete()
        return answer
    kept.status = answer.status_code
    kept.body = json.loads(encoded(answer.data))
    kept.headers = {header: answer.headers[header] for header in KEPT_HEADERS if header in answer.headers}
    kept.save(update_fields=["status", "body", "headers"])
    return answer


def _answered(request: Request, act: Callable[[], Response]) -> Response:
    try:
        with transaction.atomic():
            return act()
    except Exception as error:  # a refusal is an answer too, and is kept as one
        return problem_of(error, {"request": request})


def _digest(request: Request) -> str:
    body, match = json.dumps(request.data, sort_keys=True), request.headers.get("If-Match", "")
    return hashlib.sha256(f"{request.method} {request.path} {match} {body}".encode(errors="replace")).hexdigest()


def forget_old_answers() -> int:
    """Take away the answers older than a day; returns how many. They may hold what people wrote."""
    return KeptAnswer.objects.filter(at__lte=clock.now() - KEPT_FOR).delete()[0]
