"""Invitations: single use, bound to a municipality and an address, limited in time."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client

from sluss import clock
from sluss.accounts.models import Account
from sluss.accounts.open_account import account_with, open_account
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.mail.models import Mail
from tenants.organisation.models import Authority, Unit
from tenants.people.accept import accept
from tenants.people.invite import invite, revoke, send_again
from tenants.people.models import Invitation, Member, Role
from tests.factories.people import PASSWORD, make_account, make_invitation, make_member, sign_in

type Clients = Callable[..., Client]
ANSWER = {"name": "Maria Lind", "password": PASSWORD}


def address_of(token: str) -> str:
    return f"/konto/inbjudan/{token}/"


def members(place: Municipality) -> list[Member]:
    with in_municipality(place):
        return list(Member.objects.order_by("pk"))


def test_invitation_by_form_sends_a_link_that_makes_account_and_member(
    skovde: Municipality, client_of: Clients
) -> None:
    administrator = make_member(Role.ADMINISTRATOR, municipality=skovde)
    with in_municipality(skovde):
        unit = Unit.objects.create(name="Hemtjänsten", authority=Authority.objects.get())
    facts = {"email": "Maria@Example.org", "name": "Maria", "unit": unit.pk, "roles": ["coach"], "language": "sv"}
    client_of(skovde, administrator).post("/organisation/inbjudningar/ny/", facts)
    with in_municipality(skovde):
        letter = Mail.objects.get()
    assert letter.to == "maria@example.org"
    found = re.search(r"http://skovde\.localhost(/konto/inbjudan/[\w-]+/)", letter.text)
    assert found is not None
    assert found[1] in letter.html

    visitor = client_of(skovde)
    assert visitor.get(found[1]).status_code == 200
    response = visitor.post(found[1], ANSWER)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    joined = members(skovde)[-1]
    assert (joined.name, joined.email, joined.roles, joined.unit_id) == (
        "Maria Lind",
        "maria@example.org",
        ["coach"],
        unit.pk,
    )
    assert visitor.get("/mina-installningar/").status_code == 200


def test_secret_of_the_link_is_not_kept(skovde: Municipality) -> None:
    administrator = make_member(Role.ADMINISTRATOR, municipality=skovde)
    with in_municipality(skovde):
        offer = invite(actor=administrator, email="a@example.org", name="A", unit=None, roles=["employee"])
        found = re.search(r"/konto/inbjudan/([\w-]+)/", Mail.objects.get().text)
        assert found is not None
        assert len(found[1]) >= 43
        kept = [str(value) for value in Invitation.objects.values_list().get(pk=offer.pk)]
    assert not any(found[1] in value for value in kept)


def test_link_works_once(skovde: Municipality, client_of: Clients) -> None:
    _invitation, token = make_invitation(municipality=skovde, email="maria@example.org")
    first, second = client_of(skovde), client_of(skovde)
    first.post(address_of(token), ANSWER)
    before = members(skovde)
    assert second.get(address_of(token)).status_code == 410
    assert second.post(address_of(token), ANSWER | {"name": "Någon annan"}).status_code == 410
    assert [(m.pk, m.name) for m in members(skovde)] == [(m.pk, m.name) for m in before]


def test_link_again_by_the_one_who_used_it_leads_home(skovde: Municipality, client_of: Clients) -> None:
    _invitation, token = make_invitation(municipality=skovde)
    client = client_of(skovde)
    client.post(address_of(token), ANSWER)
    assert client.get(address_of(token)).headers["Location"] == "/"
    assert client.post(address_of(token), ANSWER).headers["Location"] == "/"


def test_link_of_one_municipality_is_unknown_in_another(
    skovde: Municipality, hjo: Municipality, client_of: Clients
) -> None:
    _invitation, token = make_invitation(municipality=skovde)
    make_invitation(municipality=hjo)
    before = len(members(hjo))
    for place in (hjo, None):
        client = client_of(place)
        assert client.get(address_of(token)).status_code == 404
        assert client.post(address_of(token), ANSWER).status_code == 404
    assert len(members(hjo)) == before
    assert client_of(skovde).get(address_of(token)).status_code == 200


@pytest.mark.parametrize("over", ["expired", "revoked"])
def test_link_that_is_over_makes_neither_account_nor_member(
    over: str, skovde: Municipality, client_of: Clients
) -> None:
    moment = clock.now() - dt.timedelta(seconds=1)
    field = {"expired": "expires_at", "revoked": "revoked_at"}[over]
    invitation, token = make_invitation(municipality=skovde, **{field: moment})  # type: ignore[arg-type]
    before = len(members(skovde))
    client = client_of(skovde)
    assert client.get(address_of(token)).status_code == 410
    assert client.post(address_of(token), ANSWER).status_code == 410
    assert len(members(skovde)) == before
    assert account_with(email=invitation.email) is None


def test_invitation_ends_after_fourteen_days(skovde: Municipality) -> None:
    administrator = make_member(Role.ADMINISTRATOR, municipality=skovde)
    with in_municipality(skovde):
        offer = invite(actor=administrator, email="a@example.org", name="A", unit=None, roles=["employee"])
    assert offer.expires_at - offer.sent_at == dt.timedelta(days=14)


def test_existing_account_must_sign_in_as_the_invited_address(skovde: Municipality, client_of: Clients) -> None:
    account = make_account(email="maria@example.org")
    _invitation, token = make_invitation(municipality=skovde, email="maria@example.org")
    before = len(members(skovde))
    stranger = sign_in(skovde, account=make_account())
    for client in (client_of(skovde), stranger):
        page = client.post(address_of(token), ANSWER)
        assert (page.status_code, page.templates[0].name) == (200, "people/accept_sign_in.html")
    assert len(members(skovde)) == before
    assert account.check_password(PASSWORD)

    client = sign_in(skovde, account=account)
    assert client.get(address_of(token)).templates[0].name == "people/accept_join.html"
    assert len(members(skovde)) == before
    assert client.post(address_of(token)).headers["Location"] == "/"
    assert members(skovde)[-1].account_key == account.key


def test_account_without_membership_is_completed_by_the_same_link(skovde: Municipality) -> None:
    """What a stop between the two transactions leaves behind."""
    invitation, token = make_invitation(municipality=skovde)
    account = open_account(email=invitation.email, name="Maria Lind", password=PASSWORD)
    client = sign_in(skovde, account=account)
    assert client.post(address_of(token)).headers["Location"] == "/"
    assert members(skovde)[-1].account_key == account.key


def test_accepting_twice_gives_one_member(skovde: Municipality) -> None:
    invitation, _token = make_invitation(municipality=skovde, email="maria@example.org")
    account = make_account(email="maria@example.org")
    first = accept(municipality=skovde, invitation=invitation, account=account)
    second = accept(municipality=skovde, invitation=invitation, account=account)
    assert first.pk == second.pk
    assert [m.account_key for m in members(skovde)].count(account.key) == 1


def test_accepting_with_another_address_is_refused(skovde: Municipality) -> None:
    invitation, _token = make_invitation(municipality=skovde)
    before = len(members(skovde))
    with pytest.raises(NotPossible):
        accept(municipality=skovde, invitation=invitation, account=make_account())
    assert len(members(skovde)) == before


def test_closed_membership_is_not_opened_by_an_invitation(skovde: Municipality) -> None:
    account = make_account(email="maria@example.org")
    closed = make_member(municipality=skovde, account=account, active=False)
    invitation, _token = make_invitation(Role.ADMINISTRATOR, municipality=skovde, email="maria@example.org")
    with pytest.raises(NotPossible):
        accept(municipality=skovde, invitation=invitation, account=account)
    with in_municipality(skovde):
        assert Member.objects.get(pk=closed.pk).active is False
        assert Invitation.objects.get(pk=invitation.pk).accepted_at is None


def test_member_entered_without_account_gets_it_by_accepting(skovde: Municipality) -> None:
    with in_municipality(skovde):
        entered = Member.objects.create(name="M Lind", email="Maria@example.org", roles=["employee"])
    invitation, _token = make_invitation(Role.COACH, municipality=skovde, email="maria@example.org")
    account = make_account(email="maria@example.org")
    assert accept(municipality=skovde, invitation=invitation, account=account).pk == entered.pk
    with in_municipality(skovde):
        entered.refresh_from_db()
    assert (entered.account_key, entered.roles) == (account.key, ["coach"])


@pytest.mark.parametrize("password", ["kort", "lösenord", "password123", "maria@example.org"])
def test_weak_password_is_refused_and_nothing_is_made(password: str, skovde: Municipality, client_of: Clients) -> None:
    _invitation, token = make_invitation(municipality=skovde, email="maria@example.org")
    page = client_of(skovde).post(address_of(token), {"name": "Maria Lind", "password": password})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["password"]
    assert account_with(email="maria@example.org") is None


def test_new_account_of_a_replayed_form_is_made_once(skovde: Municipality, client_of: Clients) -> None:
    _invitation, token = make_invitation(municipality=skovde, email="maria@example.org")
    client = client_of(skovde)
    client.post(address_of(token), ANSWER)
    client.post(address_of(token), ANSWER)
    assert Account.objects.filter(email="maria@example.org").count() == 1


def test_sending_again_replaces_the_link(skovde: Municipality, client_of: Clients) -> None:
    administrator = make_member(Role.ADMINISTRATOR, municipality=skovde)
    invitation, token = make_invitation(municipality=skovde, actor=administrator)
    with in_municipality(skovde):
        send_again(actor=administrator, invitation=invitation)
        found = re.search(r"(/konto/inbjudan/[\w-]+/)", Mail.objects.get().text)
    assert found is not None
    assert client_of(skovde).get(address_of(token)).status_code == 404
    assert client_of(skovde).get(found[1]).status_code == 200


def test_revoked_invitation_is_neither_sent_again_nor_revoked_twice(in_skovde: Municipality) -> None:
    administrator = make_member(Role.ADMINISTRATOR, municipality=in_skovde)
    invitation, _token = make_invitation(municipality=in_skovde, actor=administrator)
    revoked = revoke(actor=administrator, invitation=invitation)
    for act in (send_again, revoke):
        with pytest.raises(NotPossible):
            act(actor=administrator, invitation=invitation)
    assert Invitation.objects.get(pk=invitation.pk).revoked_at == revoked.revoked_at
    assert not Mail.objects.exists()


def test_address_with_membership_or_open_invitation_is_not_invited_again(in_skovde: Municipality) -> None:
    administrator = make_member(Role.ADMINISTRATOR, municipality=in_skovde)
    invitation, _token = make_invitation(municipality=in_skovde, actor=administrator)
    for email in (administrator.email.upper(), invitation.email):
        with pytest.raises(NotPossible):
            invite(actor=administrator, email=email, name="A", unit=None, roles=["employee"])
    assert Invitation.objects.count() == 1
    assert not Mail.objects.exists()


MAY_GIVE = {
    Role.ADMINISTRATOR: set(Role),
    Role.INNOVATION_MANAGER: set(Role) - {Role.ADMINISTRATOR},
}


@pytest.mark.parametrize("role", list(Role))
def test_roles_that_may_be_given_by_invitation(role: Role, in_skovde: Municipality) -> None:
    actor = make_member(role, municipality=in_skovde)
    given = set()
    for number, wanted in enumerate(Role):
        try:
            invite(actor=actor, email=f"{number}@example.org", name="A", unit=None, roles=[wanted.value])
            given.add(wanted)
        except NotAllowed:
            assert not Invitation.objects.filter(email=f"{number}@example.org").exists()
    assert given == MAY_GIVE.get(role, set())


def test_innovation_manager_cannot_post_the_administrators_role(skovde: Municipality, client_of: Clients) -> None:
    client = client_of(skovde, make_member(Role.INNOVATION_MANAGER, municipality=skovde))
    facts = {"email": "a@example.org", "name": "A", "roles": ["administrator"], "language": "sv"}
    assert client.post("/organisation/inbjudningar/ny/", facts).status_code == 422
    with in_municipality(skovde):
        assert not Invitation.objects.exists()


def test_innovation_manager_cannot_renew_an_administrators_invitation(skovde: Municipality, client_of: Clients) -> None:
    invitation, _token = make_invitation(Role.ADMINISTRATOR, municipality=skovde)
    client = client_of(skovde, make_member(Role.INNOVATION_MANAGER, municipality=skovde))
    for act in ("igen", "aterkalla"):
        client.post(f"/organisation/inbjudningar/{invitation.pk}/{act}/")
    with in_municipality(skovde):
        after = Invitation.objects.get(pk=invitation.pk)
        assert (after.secret_digest, after.revoked_at) == (invitation.secret_digest, None)
        assert not Mail.objects.exists()


def test_invitations_and_joining_are_on_record(skovde: Municipality) -> None:
    administrator = make_member(Role.ADMINISTRATOR, municipality=skovde)
    account = make_account(email="maria@example.org")
    with in_municipality(skovde):
        offer = invite(actor=administrator, email=account.email, name="Maria", unit=None, roles=["coach"])
    member = accept(municipality=skovde, invitation=offer, account=account)
    with in_municipality(skovde):
        found = list(Event.objects.values_list("subject", "subject_id", "kind", "actor_id"))
    assert found == [
        ("invitation", offer.pk, "invited", administrator.pk),
        ("member", member.pk, "member_joined", member.pk),
    ]
