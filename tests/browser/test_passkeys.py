"""A passkey from being added to signing in with nothing else, by a virtual authenticator of the browser."""

from collections.abc import Callable

from playwright.sync_api import expect

from sluss.registry.models import Municipality
from tenants.people.models import Role
from tests.browser.conftest import Walk
from tests.factories.people import PASSWORD, make_member

type Start = Callable[..., Walk]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_authenticator(person: Walk) -> None:
    devtools = person.context.new_cdp_session(person.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def add_passkey(person: Walk, place: Municipality) -> None:
    page = person.open("/konto/2fa/webauthn/add/", place)
    page.fill("#id_password", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/konto/2fa/webauthn/add/")
    person.check()
    page.check("#id_passwordless")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/konto/2fa/recovery-codes/")
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    person.check()


def sign_out(person: Walk, place: Municipality) -> None:
    person.open("/konto/logout/", place).click("main form button")
    person.page.wait_for_url(person.address("/", place))


def test_passkey_signs_in_alone_and_as_second_step(walk: Start, skovde: Municipality) -> None:
    member = make_member(Role.COACH, municipality=skovde)
    person = walk().signed_in(skovde, member)
    give_authenticator(person)
    add_passkey(person, skovde)
    settings = person.address("/mina-installningar/", skovde)

    sign_out(person, skovde)
    page = person.open("/konto/login/", skovde)
    page.click("#passkey_login")
    page.wait_for_url(person.address("/", skovde))
    person.open("/mina-installningar/", skovde)

    sign_out(person, skovde)
    page = person.open("/konto/login/?next=/mina-installningar/", skovde)
    page.fill("#id_login", member.email)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/konto/2fa/authenticate/**")
    person.check()
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url(settings)


def test_refused_passkey_is_said_where_it_can_be_read(walk: Start, skovde: Municipality) -> None:
    person = walk()
    devtools = person.context.new_cdp_session(person.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR | {"isUserVerified": False}})
    page = person.open("/konto/login/", skovde)
    expect(page.locator("#passkey-trouble")).to_be_hidden()
    page.click("#passkey_login")
    expect(page.locator("#passkey-trouble")).to_be_visible()
    person.check()
