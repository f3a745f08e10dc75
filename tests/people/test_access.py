"""Every page of people and organisation: who gets in, as a table of page x role."""

from collections.abc import Callable

import pytest
from django.test import Client

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.organisation.models import Authority, RetentionRule, Unit
from tenants.people.models import Invitation, Member, Role
from tests.factories.people import make_account, make_invitation, make_member, sign_in

type Clients = Callable[..., Client]

ADMINISTRATOR, INVITER = {Role.ADMINISTRATOR}, {Role.ADMINISTRATOR, Role.INNOVATION_MANAGER}
ALL = set(Role)
PAGES = {
    "/organisation/": ADMINISTRATOR,
    "/organisation/namnder/": ADMINISTRATOR,
    "/organisation/namnder/ny/": ADMINISTRATOR,
    "/organisation/namnder/{authority}/": ADMINISTRATOR,
    "/organisation/enheter/": ADMINISTRATOR,
    "/organisation/enheter/ny/": ADMINISTRATOR,
    "/organisation/enheter/{unit}/": ADMINISTRATOR,
    "/organisation/gallring/": ADMINISTRATOR,
    "/organisation/gallring/ny/": ADMINISTRATOR,
    "/organisation/gallring/{rule}/": ADMINISTRATOR,
    "/organisation/personer/": INVITER,
    "/organisation/personer/fil/": INVITER,
    "/organisation/personer/{member}/": ADMINISTRATOR,
    "/organisation/personer/{member}/stang/": ADMINISTRATOR,
    "/organisation/inbjudningar/": INVITER,
    "/organisation/inbjudningar/ny/": INVITER,
    "/organisation/tvasteg/": ADMINISTRATOR,
    "/mina-installningar/": ALL,
}


@pytest.fixture
def place(skovde: Municipality) -> Municipality:
    with in_municipality(skovde):
        Unit.objects.create(name="Hemtjänsten", authority=Authority.objects.get())
    return skovde


def _address(pattern: str, place: Municipality) -> str:
    with in_municipality(place):
        return pattern.format(
            authority=Authority.objects.get().pk,
            rule=RetentionRule.objects.get().pk,
            unit=Unit.objects.get().pk,
            member=Member.objects.order_by("pk")[0].key,
        )


@pytest.mark.parametrize("pattern", PAGES)
def test_page_opens_for_its_roles_and_answers_403_to_the_others(pattern: str, place: Municipality) -> None:
    members = {role: make_member(role, municipality=place) for role in Role}
    answers = {
        role: sign_in(place, member).get(_address(pattern, place)).status_code for role, member in members.items()
    }
    assert answers == {role: 200 if role in PAGES[pattern] else 403 for role in Role}


@pytest.mark.parametrize("pattern", PAGES)
def test_page_sends_the_anonymous_to_sign_in_and_back(pattern: str, place: Municipality, client_of: Clients) -> None:
    make_member(municipality=place)
    address = _address(pattern, place)
    assert client_of(place).get(address).headers["Location"] == f"/konto/login/?next={address}"


@pytest.mark.parametrize("pattern", PAGES)
def test_page_does_not_exist_for_an_administrator_of_another_municipality(
    pattern: str, place: Municipality, hjo: Municipality
) -> None:
    make_member(municipality=place)
    of_hjo = make_member(Role.ADMINISTRATOR, municipality=hjo)
    account = make_account()
    client = sign_in(place, of_hjo)
    assert client.get(_address(pattern, place)).status_code == 404
    assert sign_in(place, account=account).get(_address(pattern, place)).status_code == 404


@pytest.mark.parametrize("pattern", PAGES)
def test_page_does_not_exist_for_a_closed_membership(pattern: str, place: Municipality) -> None:
    member = make_member(Role.ADMINISTRATOR, municipality=place)
    client, address = sign_in(place, member), _address(pattern, place)
    assert client.get(address).status_code == 200
    with in_municipality(place):
        Member.objects.filter(pk=member.pk).update(active=False)
    assert client.get(address).status_code == 404


ACTS = {
    "/organisation/personer/{member}/oppna/": ADMINISTRATOR,
    "/organisation/inbjudningar/{invitation}/igen/": INVITER,
    "/organisation/inbjudningar/{invitation}/aterkalla/": INVITER,
}


@pytest.mark.parametrize("pattern", ACTS)
def test_act_is_refused_to_every_other_role_and_changes_nothing(pattern: str, skovde: Municipality) -> None:
    closed = make_member(municipality=skovde, active=False)
    invitation, _token = make_invitation(municipality=skovde)
    address = pattern.format(member=closed.key, invitation=invitation.pk)
    for role in ALL - ACTS[pattern]:
        client = sign_in(skovde, make_member(role, municipality=skovde))
        assert client.post(address).status_code == 403
        with in_municipality(skovde):
            assert Member.objects.get(pk=closed.pk).active is False
            assert _facts(Invitation.objects.get(pk=invitation.pk)) == _facts(invitation)


def _facts(invitation: Invitation) -> tuple[object, ...]:
    return invitation.secret_digest, invitation.sent_at, invitation.revoked_at, invitation.accepted_at


@pytest.mark.parametrize("pattern", ACTS)
def test_act_is_not_done_by_following_a_link(pattern: str, skovde: Municipality) -> None:
    invitation, _token = make_invitation(municipality=skovde)
    closed = make_member(municipality=skovde, active=False)
    client = sign_in(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    assert client.get(pattern.format(member=closed.key, invitation=invitation.pk)).status_code == 405
