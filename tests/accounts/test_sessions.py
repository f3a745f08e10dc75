"""A session counts on the host where it was opened, and nowhere else."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.test import Client

from sluss.accounts.models import Account
from sluss.registry.models import Municipality
from tenants.people.models import Member
from tests.factories.people import PASSWORD, make_account, make_member

type Clients = Callable[..., Client]


def sign_in_by_form(client: Client, email: str, password: str = PASSWORD, **extra: Any) -> HttpResponse:
    return client.post("/konto/login/", {"login": email, "password": password, **extra})  # type: ignore[return-value]


def signed_in_as(client: Client) -> str | None:
    """The account that the site takes the client for."""
    user = client.get("/konto/2fa/").wsgi_request.user
    return user.email if isinstance(user, Account) else None


def cookie(client: Client) -> str:
    return client.cookies["sluss_session"].value


def test_sign_in_gives_the_start_page_of_that_municipality(skovde: Municipality, client_of: Clients) -> None:
    member = make_member(municipality=skovde)
    client = client_of(skovde)
    response = sign_in_by_form(client, member.email)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert signed_in_as(client) == member.email


def test_sign_in_on_the_regional_site(db: None, client_of: Clients) -> None:
    account = make_account()
    client = client_of(None)
    response = sign_in_by_form(client, account.email)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert signed_in_as(client) == account.email


def test_sign_in_goes_on_to_the_page_that_was_asked_for(skovde: Municipality, client_of: Clients) -> None:
    member = make_member(municipality=skovde)
    response = sign_in_by_form(client_of(skovde), member.email, next="/mina-installningar/")
    assert response.headers["Location"] == "/mina-installningar/"


def test_sign_in_does_not_lead_to_another_site(skovde: Municipality, client_of: Clients) -> None:
    member = make_member(municipality=skovde)
    response = sign_in_by_form(client_of(skovde), member.email, next="https://example.org/")
    assert response.headers["Location"] == "/"


def test_account_without_place_here_is_told_where_to_turn(
    skovde: Municipality, hjo: Municipality, client_of: Clients
) -> None:
    member = make_member(municipality=skovde)
    client = client_of(hjo)
    response = sign_in_by_form(client, member.email)
    assert response.headers["Location"] == "/konto/inte-medlem/"
    page = client.get("/konto/inte-medlem/")
    assert page.status_code == 200
    assert "Hjo" in page.content.decode()


def test_wrong_password_signs_nobody_in(skovde: Municipality, client_of: Clients) -> None:
    member = make_member(municipality=skovde)
    client = client_of(skovde)
    response = sign_in_by_form(client, member.email, "något helt annat")
    assert response.status_code == 200
    assert signed_in_as(client) is None


def test_unknown_address_gets_the_same_answer_as_a_wrong_password(skovde: Municipality, client_of: Clients) -> None:
    member = make_member(municipality=skovde)
    known = sign_in_by_form(client_of(skovde), member.email, "något helt annat")
    unknown = sign_in_by_form(client_of(skovde), "ingen@example.org", "något helt annat")
    errors = known.context["form"].non_field_errors()  # type: ignore[attr-defined]
    assert len(errors) == 1
    assert errors == unknown.context["form"].non_field_errors()  # type: ignore[attr-defined]


def test_closed_account_is_not_signed_in(skovde: Municipality, client_of: Clients) -> None:
    member = make_member(municipality=skovde)
    Account.objects.filter(key=member.account_key).update(is_active=False)
    client = client_of(skovde)
    assert sign_in_by_form(client, member.email).headers["Location"] == "/konto/inactive/"
    assert signed_in_as(client) is None


def test_cookie_replayed_on_another_host_is_nobodys(
    skovde: Municipality, hjo: Municipality, client_of: Clients
) -> None:
    account = make_account()
    make_member(municipality=skovde, account=account)
    make_member(municipality=hjo, account=account)
    on_skovde, on_hjo, on_region = client_of(skovde), client_of(hjo), client_of(None)
    sign_in_by_form(on_skovde, account.email)
    on_hjo.cookies["sluss_session"] = cookie(on_skovde)
    on_region.cookies["sluss_session"] = cookie(on_skovde)
    assert signed_in_as(on_skovde) == account.email
    assert signed_in_as(on_hjo) is None
    assert signed_in_as(on_region) is None
    assert signed_in_as(on_skovde) == account.email


def test_regional_cookie_is_nobodys_in_a_municipality(skovde: Municipality, client_of: Clients) -> None:
    member = make_member(municipality=skovde)
    on_region, on_skovde = client_of(None), client_of(skovde)
    sign_in_by_form(on_region, member.email)
    on_skovde.cookies["sluss_session"] = cookie(on_region)
    assert signed_in_as(on_skovde) is None


def test_cookie_is_sent_to_no_other_host(skovde: Municipality, client_of: Clients) -> None:
    member = make_member(municipality=skovde)
    client = client_of(skovde)
    sign_in_by_form(client, member.email)
    morsel = client.cookies["sluss_session"]
    assert morsel["domain"] == ""
    assert morsel["httponly"] is True
    assert morsel["samesite"] == "Lax"


def test_session_that_was_planted_before_sign_in_is_exchanged(skovde: Municipality, client_of: Clients) -> None:
    member = make_member(municipality=skovde)
    victim, attacker = client_of(skovde), client_of(skovde)
    victim.get("/konto/2fa/webauthn/login/", headers={"accept": "application/json"})
    planted = cookie(victim)
    attacker.cookies["sluss_session"] = planted
    sign_in_by_form(victim, member.email)
    assert cookie(victim) != planted
    assert signed_in_as(victim) == member.email
    assert signed_in_as(attacker) is None


def test_signing_out_ends_the_session_for_a_copied_cookie_too(skovde: Municipality, client_of: Clients) -> None:
    member = make_member(municipality=skovde)
    client, copy = client_of(skovde), client_of(skovde)
    sign_in_by_form(client, member.email)
    copy.cookies["sluss_session"] = cookie(client)
    client.post("/konto/logout/")
    assert signed_in_as(client) is None
    assert signed_in_as(copy) is None


def test_one_person_works_in_two_municipalities_each_on_its_own_host(
    skovde: Municipality, hjo: Municipality, client_of: Clients
) -> None:
    account = make_account()
    members: list[Member] = [make_member(municipality=place, account=account) for place in (skovde, hjo)]
    on_skovde, on_hjo = client_of(skovde), client_of(hjo)
    sign_in_by_form(on_skovde, account.email)
    sign_in_by_form(on_hjo, account.email)
    assert len(members) == 2
    assert signed_in_as(on_skovde) == signed_in_as(on_hjo) == account.email
