"""The second factor: passkeys for all of the platform, apps, recovery codes."""

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from sluss.accounts.mfa import relying_party
from sluss.accounts.models import Account
from sluss.registry.models import Municipality
from tests.accounts.test_sessions import sign_in_by_form, signed_in_as
from tests.factories.people import PASSWORD, make_member

type Clients = Callable[..., Client]
NAMES = [
    ("skovde.sluss.example", "sluss.example", "sluss.example"),
    ("sluss.example", "sluss.example", "sluss.example"),
    ("ideer.skovde.se", "sluss.example", "ideer.skovde.se"),
    ("evilsluss.example", "sluss.example", "evilsluss.example"),
    ("skovde.localhost", "localhost", "skovde.localhost"),
    ("localhost", "localhost", "localhost"),
]


@pytest.mark.parametrize(("host", "domain", "expected"), NAMES)
def test_passkey_is_bound_to_the_platform_or_the_host(host: str, domain: str, expected: str) -> None:
    assert relying_party(host=host, domain=domain) == expected


def code_now(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def with_app(account_key: object) -> tuple[Account, str]:
    account, secret = Account.objects.get(key=account_key), generate_totp_secret()
    TOTP.activate(account, secret)
    return account, secret


def test_app_is_connected_after_the_password_once_more(skovde: Municipality, client_of: Clients) -> None:
    member = make_member(municipality=skovde)
    client = client_of(skovde, member)
    asked = client.get("/konto/2fa/totp/activate/")
    assert asked.headers["Location"].startswith("/konto/reauthenticate/")
    client.post(asked.headers["Location"], {"password": PASSWORD})
    page = client.get("/konto/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert secret in page.text
    assert "Slusstrappan" in page.context["totp_url"]
    client.post("/konto/2fa/totp/activate/", {"code": code_now(secret)})
    assert Authenticator.objects.filter(user_id=member.account_key, type="totp").count() == 1
    codes = client.get("/konto/2fa/recovery-codes/")
    assert len(re.findall(r"<li><code>", codes.text)) == 10


def test_password_alone_does_not_sign_in_an_account_with_an_app(skovde: Municipality, client_of: Clients) -> None:
    member = make_member(municipality=skovde)
    account, secret = with_app(member.account_key)
    client = client_of(skovde)
    assert sign_in_by_form(client, account.email).headers["Location"] == "/konto/2fa/authenticate/"
    assert signed_in_as(client) is None
    assert client.post("/konto/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert signed_in_as(client) is None
    assert client.post("/konto/2fa/authenticate/", {"code": code_now(secret)}).headers["Location"] == "/"
    assert signed_in_as(client) == account.email


def test_half_signed_in_session_is_of_no_use_on_another_host(
    skovde: Municipality, hjo: Municipality, client_of: Clients
) -> None:
    member = make_member(municipality=skovde)
    account, secret = with_app(member.account_key)
    client, elsewhere = client_of(skovde), client_of(hjo)
    sign_in_by_form(client, account.email)
    elsewhere.cookies["sluss_session"] = client.cookies["sluss_session"].value
    elsewhere.post("/konto/2fa/authenticate/", {"code": code_now(secret)})
    assert signed_in_as(elsewhere) is None


def test_passkey_asked_for_is_the_hosts(skovde: Municipality, client_of: Clients) -> None:
    answer = client_of(skovde).get("/konto/2fa/webauthn/login/", headers={"accept": "application/json"}).json()
    assert answer["request_options"]["publicKey"]["rpId"] == "skovde.localhost"
    assert answer["request_options"]["publicKey"]["userVerification"] == "required"


def test_all_pages_about_the_second_factor_are_ours(skovde: Municipality, client_of: Clients) -> None:
    member = make_member(municipality=skovde)
    client = client_of(skovde, member)
    with_app(member.account_key)
    client.post("/konto/reauthenticate/", {"password": PASSWORD})
    for address in ("", "totp/deactivate/", "webauthn/", "webauthn/add/", "recovery-codes/generate/"):
        page = client.get(f"/konto/2fa/{address}")
        assert (address, page.status_code) == (address, 200)
        assert "web/base_municipality.html" in [template.name for template in page.templates], address
        assert "<script>" not in page.text
