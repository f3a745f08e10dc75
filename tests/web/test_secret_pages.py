"""Pages with a secret in their address: kept nowhere, found by nobody, and with forms that a browser can send."""

import re

import pytest
from django.http import HttpResponse

from sluss.registry.models import Municipality
from tests.factories.people import sign_in
from tests.isolation.routes import IN_MUNICIPALITY, IN_REGION, MUNICIPALITY, REGION, routes
from tests.isolation.rows import For
from tests.isolation.test_url_matrix import address
from tests.isolation.world import plant

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"<str:token>|\(\?P<key>")
ROUTES = [route for route in routes(MUNICIPALITY) if SECRET.search(route)]


def headers(answer: HttpResponse) -> tuple[str | None, ...]:
    return tuple(answer.headers.get(name) for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy"))


def test_secret_routes_are_found() -> None:
    own = {route for route, row in IN_MUNICIPALITY.items() if row.audience is For.SECRET}
    assert len(own) == 8
    assert set(ROUTES) == own | {route for route in ROUTES if route.startswith("konto/")}
    assert [route for route in routes(REGION) if SECRET.search(route) and route not in ROUTES] == []
    assert not any(row.audience is For.SECRET for row in IN_REGION.values())


@pytest.mark.parametrize("method", ["get", "post"])
def test_secret_pages_are_private_and_keep_their_origin(skovde: Municipality, method: str) -> None:
    world = plant(skovde)
    for route in ROUTES:
        row = IN_MUNICIPALITY.get(route)
        path = address(route, row, world) if row else unknown(route)
        answer = getattr(sign_in(skovde), method)(path)
        # Posted to, the address has often done its work and is gone: that is answered the same way.
        assert not (row and method == "get") or answer.status_code == 200, path
        assert headers(answer) == ("private, no-store", "noindex", "same-origin"), path


def test_guessed_secrets_are_answered_the_same_way(skovde: Municipality) -> None:
    for route in ROUTES:
        answer = sign_in(skovde).get(unknown(route))
        assert headers(answer)[:2] == ("private, no-store", "noindex"), route


def test_other_pages_are_found_as_before(skovde: Municipality) -> None:
    assert "X-Robots-Tag" not in sign_in(skovde).get("/").headers


def unknown(route: str) -> str:
    """The route's address with a secret that nobody has; allauth's routes are regular expressions."""
    return "/" + re.sub(r"\(\?P<\w+>[^)]*\)|<[^>]*>", "hemlig", route).replace("^", "").replace("$", "")
