"""Trying passwords is limited, for an address and for a visitor, across all processes."""

from collections.abc import Callable

from django.core.cache import caches
from django.test import Client

from sluss.registry.models import Municipality
from tests.accounts.test_sessions import sign_in_by_form, signed_in_as
from tests.factories.people import make_member

type Clients = Callable[..., Client]


def test_limits_are_kept_in_the_database_that_all_processes_share() -> None:
    assert type(caches["default"]).__name__ == "DatabaseCache"


def test_right_password_is_refused_after_five_wrong_ones(skovde: Municipality, client_of: Clients) -> None:
    member = make_member(municipality=skovde)
    client = client_of(skovde)
    for _ in range(5):
        sign_in_by_form(client, member.email, "något helt annat")
    response = sign_in_by_form(client, member.email)
    assert response.status_code == 200
    assert signed_in_as(client) is None


def test_limit_of_one_address_does_not_shut_out_another(skovde: Municipality, client_of: Clients) -> None:
    member, other = make_member(municipality=skovde), make_member(municipality=skovde)
    client = client_of(skovde)
    for _ in range(5):
        sign_in_by_form(client, member.email, "något helt annat")
    assert sign_in_by_form(client, other.email).status_code == 302


def test_too_many_forms_from_one_visitor_get_429_with_retry_after(skovde: Municipality, client_of: Clients) -> None:
    client = client_of(skovde)
    answers = [sign_in_by_form(client, "", "").status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]
    last = sign_in_by_form(client, "", "")
    assert last.headers["Retry-After"] == "60"


def test_password_resets_are_limited(skovde: Municipality, client_of: Clients) -> None:
    client = client_of(skovde)
    answers = [client.post("/konto/password/reset/", {"email": "a@example.org"}).status_code for _ in range(7)]
    assert answers.count(302) == 5
    assert answers[-1] == 429
