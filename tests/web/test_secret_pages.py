"""Pages with a secret in their address: kept nowhere, found by nobody, and with forms that a browser can send."""

import pytest
from django.test import Client

from sluss.registry.models import Municipality
from tests.factories.people import sign_in
from tests.isolation.routes import IN_MUNICIPALITY
from tests.isolation.test_url_matrix import address
from tests.isolation.world import plant

pytestmark = pytest.mark.django_db
PAGES = ("folj/<str:token>/", "svara/<str:token>/", "oppet/stod/<str:token>/", "delta/svara/<str:token>/")


def test_secret_pages_are_private_and_keep_their_origin(skovde: Municipality) -> None:
    world, anyone = plant(skovde), sign_in(skovde)
    for route in PAGES:
        answer = _opened(anyone, address(route, IN_MUNICIPALITY[route], world))
        assert answer == ("private, no-store", "noindex", "same-origin"), route


def _opened(client: Client, path: str) -> tuple[str, str, str]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer["Cache-Control"], answer["X-Robots-Tag"], answer["Referrer-Policy"]
