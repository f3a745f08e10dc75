"""Integrations with keys, and what asks by them."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.api.keep_keys import add_integration, make_key
from tenants.api.models import ApiKey
from tenants.api.scopes import Scope
from tenants.people.models import Member, Role
from tests.factories.people import make_member


def make_api_key(
    *roles: Role,
    municipality: Municipality,
    scopes: tuple[str, ...] = tuple(Scope.values),
    name: str = "Intranätet",
    administrator: Member | None = None,
    days: int = 30,
) -> tuple[ApiKey, str]:
    """A key of a new integration, and its secret."""
    actor = administrator or make_member(Role.ADMINISTRATOR, municipality=municipality)
    given = [role.value for role in roles or (Role.EMPLOYEE,)]
    with in_municipality(municipality):
        integration = add_integration(
            name=name, purpose="Visar idéer", contact="Digitaliseringsenheten", roles=given, actor=actor
        )
        last = clock.today() + dt.timedelta(days=days)
        return make_key(integration, name="Servern", scopes=scopes, expires_on=last, actor=actor)


@dataclass
class Caller:
    """Asks the API of a municipality with a key, or without one."""

    municipality: Municipality
    secret: str = ""

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        client = Client(headers={"host": f"{self.municipality.slug}.localhost"}, raise_request_exception=False)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.secret:
            sent = {"authorization": f"Bearer {self.secret}"} | sent
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        kind = sent.pop("content-type", "application/json")
        address = path if path.startswith("/") else f"/api/v1/{path}"
        answer: Any = client.generic(method.upper(), address, data, content_type=kind, headers=sent)
        return answer  # type: ignore[no-any-return]

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self("GET", path, **headers)

    def tag(self, path: str) -> str:
        """The ETag of what stands at an address."""
        return str(self.get(path)["ETag"])


def caller(*roles: Role, municipality: Municipality, **options: Any) -> Caller:
    """An integration with these roles and every scope."""
    return Caller(municipality, make_api_key(*roles, municipality=municipality, **options)[1])
