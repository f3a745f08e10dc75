"""One operation: its scope, its shapes and every status that it may answer with, told once for code and schema."""

from collections.abc import Callable
from functools import cache
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers

from sluss.api.errors import PROBLEM
from sluss.api.fields import Strict
from sluss.api.pagination import PageParameters


class FieldProblem(serializers.Serializer):
    field = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.CharField()


class Problem(serializers.Serializer):
    """RFC 9457. `type` is stable and meant for programs; `title` and `detail` are for people and may be reworded."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = FieldProblem(many=True, required=False)
    current = serializers.JSONField(required=False)


ALWAYS = (400, 401, 403, 404, 405, 406, 429, 503)
WITH_BODY = (409, 413, 415, 422)
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag of what you read before."
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    required=False,
    description="Your own name for this request, kept for 24 hours: sent again it gives the first answer again.",
)


def operation(
    *,
    name: str,
    scope: str,
    summary: str,
    answer: type[serializers.Serializer],
    tag: str,
    about: str = "",
    body: type[Strict] | None = None,
    parameters: type[PageParameters] | None = None,
    changes: bool = False,
    creates: bool = False,
    example: dict[str, Any] | None = None,
    sent: dict[str, Any] | None = None,
) -> Callable[[Any], Any]:
    """`changes` asks for If-Match, `creates` answers 201; both take an Idempotency-Key. `parameters` are a list's."""
    status = 201 if creates else 200
    problems = ALWAYS + (WITH_BODY if body or changes or creates else ()) + ((412, 428) if changes else ())
    shown: Any = _page(answer) if parameters else answer  # type: ignore[arg-type]  # a class can be a key
    responses: dict[Any, Any] = {(code, PROBLEM): Problem for code in problems}
    headers = [*([IF_MATCH] if changes else []), *([IDEMPOTENCY_KEY] if changes or creates else [])]
    examples = _examples(example, sent, status=status, many=parameters is not None)

    def decorate(method: Any) -> Any:
        method.scope = scope
        return extend_schema(
            operation_id=name,
            tags=[tag],
            summary=summary,
            description=f"{about}\n\nScope: `{scope}`.".strip(),
            request=body,
            responses={status: shown, **({304: None} if not (changes or creates) else {}), **responses},
            parameters=[*([parameters] if parameters else []), *headers],
            examples=examples,
        )(method)

    return decorate


@cache
def _page(answer: type[serializers.Serializer]) -> Any:
    """Made once: two of the same name would be two bodies to the document."""
    fields = {"results": answer(many=True), "next": serializers.CharField(allow_null=True)}
    return inline_serializer(f"{answer.__name__}Page", fields)


def _examples(example: Any, sent: Any, *, status: int, many: bool) -> list[OpenApiExample]:
    found = []
    if sent is not None:
        found.append(OpenApiExample("sent", value=sent, request_only=True))
    if example is not None:
        value = {"results": [example], "next": None} if many else example
        found.append(OpenApiExample("answer", value=value, response_only=True, status_codes=[str(status)]))
    return found
