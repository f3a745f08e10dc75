"""The OpenAPI document, drawn from the operations."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern, URLResolver
from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import spectacular_settings

METHODS = ("get", "post", "put", "patch", "delete")


class KeyScheme(OpenApiAuthenticationExtension):
    """How the document tells of keys."""

    target_class = "sluss.api.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A key of the municipality that is asked."}


class StrictShape(OpenApiSerializerExtension):
    """Bodies refuse fields that nobody asked for, and say so."""

    target_class = "sluss.api.fields.Strict"
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        drawn: dict[str, Any] = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)  # noqa: SLF001
        if not vars(type(self.target)).get("__doc__"):
            drawn.pop("description", None)  # of the class above it, which is written for us
        return drawn | {"additionalProperties": False}


def document(patterns: list[URLPattern | URLResolver]) -> dict[str, Any]:
    """OpenAPI 3.1 of the operations at these addresses."""
    generator = SchemaGenerator(patterns=patterns, api_version=spectacular_settings.VERSION)
    drawn: dict[str, Any] = generator.get_schema(request=None, public=True)
    return drawn


def operations_of(drawn: dict[str, Any]) -> Sequence[tuple[str, str, dict[str, Any]]]:
    """Every operation as address, method and what is said of it, in the order of the addresses."""
    return [
        (path, method, told)
        for path, methods in drawn["paths"].items()
        for method, told in methods.items()
        if method in METHODS
    ]
