"""Reading what was sent: JSON in UTF-8 of a bounded size, and a plain answer to everything else."""

import io
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from sluss.api.texts import NOT_JSON


class BoundedJSONParser(JSONParser):
    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        body = stream.read(settings.API_BODY_MAX_BYTES + 1)
        if len(body) > settings.API_BODY_MAX_BYTES:
            raise RequestDataTooBig
        try:
            return super().parse(io.BytesIO(body), media_type, {"encoding": "utf-8"})
        except (RecursionError, ParseError) as error:
            raise ParseError(NOT_JSON) from error
