"""The OpenAPI document, drawn from the operations."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern, URLResolver
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import spectacular_settings

METHODS = ("get", "post", "put", "patch")


class KeyScheme(OpenApiAuthenticationExtension):
    """How the document tells of keys."""

    target_class = "sluss.api.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A key of the municipality that is asked."}


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
