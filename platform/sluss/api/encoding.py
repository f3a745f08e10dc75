"""How answers are written: JSON in UTF-8, amounts as text so that no decimal is lost, and each answer written once."""

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from rest_framework.renderers import BaseRenderer


def encoded(data: Any) -> bytes:
    """The bytes that stand for the data. Half a character, as a careless client may have sent it, is written as its
    escape: it is quoted in what we say about it."""
    text = json.dumps(data, default=_plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode(errors="backslashreplace")


AS_TEXT = (uuid.UUID, Decimal, Promise)


def _plain(value: object) -> str:
    if isinstance(value, AS_TEXT):
        return str(value)
    if isinstance(value, dt.datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in an answer")


class WrittenOnce(BaseRenderer):
    """JSON, and nothing anew where the answer's ETag was counted from the bytes already (`response.written`)."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        if data is None:
            return b""
        written: bytes | None = getattr((renderer_context or {}).get("response"), "written", None)
        return encoded(data) if written is None else written
