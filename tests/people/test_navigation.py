"""Everyone is shown the links they may follow, and no others."""

from collections.abc import Callable

import pytest
from django.test import Client

from sluss.registry.models import Municipality
from tenants.people.models import Role
from tests.factories.people import make_account, make_member, sign_in

type Clients = Callable[..., Client]
OWN = {"/mina-installningar/", "/konto/logout/"}
LINKS = dict.fromkeys(Role, OWN) | {
    Role.ADMINISTRATOR: OWN | {"/organisation/"},
    Role.INNOVATION_MANAGER: OWN | {"/organisation/personer/"},
}
ALL = {"/mina-installningar/", "/konto/logout/", "/konto/login/", "/organisation/", "/organisation/personer/"}


def links(client: Client, address: str) -> set[str]:
    page = client.get(address).text
    return {url for url in ALL if f'href="{url}"' in page}


@pytest.mark.parametrize("role", list(Role))
def test_member_sees_links_of_the_role(role: Role, skovde: Municipality) -> None:
    client = sign_in(skovde, make_member(role, municipality=skovde))
    assert links(client, "/mina-installningar/") == LINKS[role]


def test_visitor_sees_sign_in(skovde: Municipality, client_of: Clients) -> None:
    assert links(client_of(skovde), "/konto/signup/") == {"/konto/login/"}
    assert links(client_of(None), "/konto/signup/") == {"/konto/login/"}


def test_account_without_membership_sees_signing_out_alone(skovde: Municipality) -> None:
    account = make_account()
    assert links(sign_in(skovde, account=account), "/konto/logout/") == {"/konto/logout/"}
    assert links(sign_in(None, account=account), "/konto/logout/") == {"/konto/logout/"}


@pytest.mark.parametrize("page", ["/konto/2fa/", "/konto/password/change/", "/konto/reauthenticate/"])
def test_pages_about_the_account_lead_back_to_ones_own_settings(page: str, skovde: Municipality) -> None:
    member = make_member(Role.EMPLOYEE, municipality=skovde)
    assert links(sign_in(skovde, member), page) == OWN


def test_how_one_signs_in_is_in_the_menu_of_the_regional_site(skovde: Municipality) -> None:
    account = make_account()
    two_step = 'href="/konto/2fa/"'
    assert two_step in sign_in(None, account=account).get("/").text
    assert two_step not in sign_in(skovde, make_member(Role.EMPLOYEE, municipality=skovde)).get("/").text
