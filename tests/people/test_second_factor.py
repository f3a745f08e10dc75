"""Roles that need a second factor, and the way to one."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from sluss.accounts.models import Account
from sluss.accounts.second_factor import require_second_factor
from sluss.registry.models import Municipality
from tenants.people.models import Member, Role
from tests.factories.people import make_member, sign_in

type Clients = Callable[..., Client]
NEEDED = "/konto/andra-steget/"


def add_app(member: Member) -> None:
    TOTP.activate(Account.objects.get(key=member.account_key), generate_totp_secret())


@pytest.mark.parametrize("role", list(Role))
def test_only_the_chosen_roles_are_asked(role: Role, skovde: Municipality) -> None:
    require_second_factor(municipality=skovde, roles=["administrator", "manager"])
    client = sign_in(skovde, make_member(role, municipality=skovde))
    response = client.get("/mina-installningar/?a=1")
    if role in (Role.ADMINISTRATOR, Role.MANAGER):
        assert response.headers["Location"] == f"{NEEDED}?next=%2Fmina-installningar%2F%3Fa%3D1"
    else:
        assert response.status_code == 200


def test_nothing_is_changed_by_a_form_that_is_held_back(skovde: Municipality) -> None:
    require_second_factor(municipality=skovde, roles=["coach"])
    client = sign_in(skovde, make_member(Role.COACH, municipality=skovde))
    response = client.post("/mina-installningar/", {"language": "en"})
    assert response.headers["Location"] == f"{NEEDED}?next=%2F"


def test_account_with_a_second_factor_passes_until_it_is_taken_away(skovde: Municipality) -> None:
    require_second_factor(municipality=skovde, roles=["coach"])
    member = make_member(Role.COACH, municipality=skovde)
    client = sign_in(skovde, member)
    add_app(member)
    assert client.get("/mina-installningar/").status_code == 200
    Authenticator.objects.all().delete()
    assert client.get("/mina-installningar/").status_code == 302


def test_recovery_codes_alone_are_no_second_factor(skovde: Municipality) -> None:
    require_second_factor(municipality=skovde, roles=["coach"])
    member = make_member(Role.COACH, municipality=skovde)
    Authenticator.objects.create(
        user=Account.objects.get(key=member.account_key), type=Authenticator.Type.RECOVERY_CODES, data={}
    )
    assert sign_in(skovde, member).get("/mina-installningar/").status_code == 302


def test_way_to_a_second_factor_language_and_signing_out_stay_open(skovde: Municipality) -> None:
    require_second_factor(municipality=skovde, roles=["coach"])
    client = sign_in(skovde, make_member(Role.COACH, municipality=skovde))
    page = client.get(f"{NEEDED}?next=/mina-installningar/")
    assert page.status_code == 200
    assert "/konto/2fa/webauthn/add/" in page.text
    assert 'href="/mina-installningar/"' in page.text
    assert client.get("/konto/2fa/").status_code == 200
    assert client.get("/sprak/en/?next=/konto/2fa/").headers["Location"] == "/konto/2fa/"
    assert client.get("/konto/logout/").status_code == 200


def test_page_leads_to_no_other_site(skovde: Municipality) -> None:
    client = sign_in(skovde, make_member(Role.COACH, municipality=skovde))
    assert 'href="https://example.org' not in client.get(f"{NEEDED}?next=https://example.org/").text


def test_requirement_of_one_municipality_is_not_anothers(skovde: Municipality, hjo: Municipality) -> None:
    require_second_factor(municipality=skovde, roles=["coach"])
    assert sign_in(hjo, make_member(Role.COACH, municipality=hjo)).get("/mina-installningar/").status_code == 200


def test_administrator_chooses_roles_by_form(skovde: Municipality) -> None:
    administrator = make_member(Role.ADMINISTRATOR, municipality=skovde)
    coach = sign_in(skovde, make_member(Role.COACH, municipality=skovde))
    assert coach.get("/mina-installningar/").status_code == 200
    client = sign_in(skovde, administrator)
    assert client.post("/organisation/tvasteg/", {"roles": ["coach"]}).status_code == 302
    assert Municipality.objects.get(slug="skovde").second_factor_roles == ["coach"]
    assert coach.get("/mina-installningar/").status_code == 302
    assert client.post("/organisation/tvasteg/", {}).status_code == 302
    assert coach.get("/mina-installningar/").status_code == 200


def test_unknown_role_is_refused(skovde: Municipality) -> None:
    client = sign_in(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    assert client.post("/organisation/tvasteg/", {"roles": ["king"]}).status_code == 422
    assert Municipality.objects.get(slug="skovde").second_factor_roles == []
