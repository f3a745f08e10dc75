"""The page that tells how the API is used, the schema that machines read, and the answer where there is nothing."""

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from sluss.api.errors import TYPE, NoSuchAddress
from sluss.api.pagination import MOST, USUAL
from sluss.api.schema import document, operations_of
from sluss.api.texts import NO_SUCH_ADDRESS, TITLES
from sluss.tenancy.hosts import address_of
from tenants.api.scopes import Scope

GROUPS = {
    "ideas": _("Ideas"),
    "needs": _("Needs"),
    "challenges": _("Challenges"),
    "assessments": _("Assessments"),
    "decisions": _("Decisions"),
    "learnings": _("Learnings"),
    "benefits": _("Benefits"),
}


@dataclass(frozen=True)
class Told:
    """An operation as the page shows it."""

    method: str
    path: str
    summary: str
    about: str
    scope: str
    statuses: str
    body: list[tuple[str, str, bool, str]] = field(default_factory=list)
    parameters: list[tuple[str, str, bool, str]] = field(default_factory=list)
    sent: str = ""
    answer: str = ""


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """Open to anyone: it holds nothing of any municipality."""
    return JsonResponse(_document(), json_dumps_params={"ensure_ascii": False})


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Open to anyone who builds an integration."""
    drawn = _document()
    groups: dict[str, list[Told]] = {}
    for address, method, told in operations_of(drawn):
        groups.setdefault(str(GROUPS[told["tags"][0]]), []).append(_told(drawn, address, method, told))
    context = {
        "groups": groups,
        "scopes": Scope,
        "problems": [(TYPE + code, title) for code, title in TITLES.items()],
        "address": address_of(request.municipality, ""),  # type: ignore[attr-defined]  # the host's middleware adds it
        "usual": USUAL,
        "most": MOST,
        "a_minute": settings.API_REQUESTS_A_MINUTE,
        "body_kb": settings.API_BODY_MAX_BYTES // 1024,
    }
    return render(request, "api/guide.html", context)


class Nothing(APIView):
    """Every other address under the API answers in its way too."""

    http_method_names = ("get", "head", "post", "put", "patch", "delete")
    throttle_classes = ()

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        raise NoSuchAddress(NO_SUCH_ADDRESS)

    post = put = patch = delete = get


@cache
def _document() -> dict[str, Any]:
    from tenants.api.urls import operations  # it names this module

    return document([path("api/v1/", include(operations))])


def _told(drawn: dict[str, Any], address: str, method: str, told: dict[str, Any]) -> Told:
    good = next(code for code in ("200", "201") if code in told["responses"])
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {})
    answer = told["responses"][good]["content"]["application/json"]
    about, _dot, rest = told["description"].partition("Scope: `")
    return Told(
        method=method.upper(),
        path=address,
        summary=gettext(told["summary"]),
        about=gettext(about.strip()) if about.strip() else "",
        scope=rest.partition("`")[0],
        statuses=", ".join(code for code in told["responses"] if code < "500"),
        body=_fields(drawn, body.get("schema", {})),
        parameters=[
            (one["name"], _kind(one["schema"]), one.get("required", False), one.get("description", ""))
            for one in told.get("parameters", [])
            if one["in"] != "path"
        ],
        sent=_example(body),
        answer=_example(answer),
    )


def _fields(drawn: dict[str, Any], schema_of: dict[str, Any]) -> list[tuple[str, str, bool, str]]:
    name = schema_of.get("$ref", "").rpartition("/")[2]
    found = drawn["components"]["schemas"].get(name, {})
    required = found.get("required", [])
    return [
        (field_name, _kind(part), field_name in required, part.get("description", ""))
        for field_name, part in found.get("properties", {}).items()
    ]


def _kind(part: dict[str, Any]) -> str:
    if "enum" in part:
        return " | ".join(str(value) for value in part["enum"] if value not in ("", None))
    kind = part.get("format") or part.get("type") or "object"
    return " | ".join(kind) if isinstance(kind, list) else str(kind)


def _example(content: dict[str, Any]) -> str:
    examples = list(content.get("examples", {}).values())
    return json.dumps(examples[0]["value"], ensure_ascii=False, indent=2) if examples else ""
