"""What an attacker tries first, on the whole stack of middlewares."""

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from sluss.accounts.second_factor import require_second_factor
from sluss.registry.models import Municipality
from tenants.people.models import Role
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("SKOVDE.localhost.", 200),
        ("skovde.localhost:9999", 200),
        ("nowhere.localhost", 404),
        ("[::1]", 404),
        ("x" * 300, 404),
        ("skovde.localhost@evil.example", 400),
        ("skovde.localhost, evil.example", 400),
        ("skovde.localhost/evil", 400),
    ],
)
def test_host_is_a_municipalitys_or_nothing(host: str, status: int, skovde: Municipality) -> None:
    client = Client(headers={"host": host}, raise_request_exception=False)
    assert client.get("/").status_code == status


@pytest.mark.parametrize(("trusted", "shown"), [(False, "Hjo"), (True, "Skövde")])
def test_forwarded_host_counts_from_our_proxy_alone(
    trusted: bool, shown: str, skovde: Municipality, hjo: Municipality, settings: Settings
) -> None:
    settings.USE_X_FORWARDED_HOST = trusted
    page = Client(headers={"host": "hjo.localhost", "x-forwarded-host": "skovde.localhost"}).get("/").text
    assert [place for place in ("Hjo", "Skövde") if f"{place} kommun" in page] == [shown]


@pytest.mark.parametrize("method", ["get", "post", "put"])
@pytest.mark.parametrize("path", ["/organisation/personer/", "//organisation/personer/", "/mina-installningar/"])
@pytest.mark.parametrize("htmx", [False, True])
def test_second_step_is_asked_for_whatever_the_way(method: str, path: str, htmx: bool, skovde: Municipality) -> None:
    require_second_factor(municipality=skovde, roles=["administrator"])
    caches["local"].clear()
    client = sign_in(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    answer = getattr(client, method)(path, headers={"hx-request": "true"} if htmx else {})
    assert (answer.status_code, answer.content) == (302, b"")
    assert answer.headers["Location"].startswith("/konto/andra-steget/")


@pytest.mark.parametrize("path", ["/lamna/invanare/", "/lamna/medarbetare/", "/folj/", "/konto/login/"])
def test_forms_of_other_sites_are_refused(path: str, skovde: Municipality) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "skovde.localhost"})
    assert client.post(path, {"title": "Bänk"}).status_code == 403


@pytest.mark.parametrize("page", ["//evil.example", "https:evil.example", "\\\\evil.example", "javascript:alert(1)"])
@pytest.mark.parametrize("path", ["/sprak/en/", "/konto/login/"])
def test_nobody_is_led_to_another_site(page: str, path: str, skovde: Municipality) -> None:
    client = sign_in(skovde, make_member(municipality=skovde))
    answer = client.get(path, {"next": page})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_ten_thousand_fields_are_refused(skovde: Municipality) -> None:
    fields = {f"f{number}": "x" for number in range(10_000)}
    assert sign_in(skovde).post("/lamna/invanare/", fields).status_code == 400
