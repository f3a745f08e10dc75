"""A session is read together with its account, and who is signed in is still asked on every request."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss import clock
from sluss.accounts.models import Account, Session
from sluss.accounts.session_store import SessionStore
from sluss.accounts.tasks import forget_sessions
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from tenants.people.models import Member, Role
from tests.factories.people import make_account, make_member, sign_in

PAGE = "/mina-installningar/"


@pytest.fixture
def member(skovde: Municipality) -> Member:
    return make_member(Role.COACH, municipality=skovde)


@pytest.fixture
def client(skovde: Municipality, member: Member) -> Client:
    client = sign_in(skovde, member)
    assert client.get(PAGE).status_code == 200
    return client


def row_of(client: Client) -> Session:
    with in_region():
        return Session.objects.get(pk=client.cookies["sluss_session"].value)


def change_account(member: Member, **changes: object) -> None:
    with in_region():
        Account.objects.filter(key=member.account_key).update(**changes)


def test_session_and_account_are_one_statement(client: Client, member: Member) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get(PAGE)
    regional = [query["sql"] for query in asked if "accounts_" in query["sql"]]
    assert len(regional) == 1
    assert row_of(client).account_key == member.account_key


def test_account_that_is_closed_is_out_at_its_next_page(client: Client, member: Member) -> None:
    change_account(member, is_active=False)
    assert client.get(PAGE).status_code == 302


def test_membership_that_is_closed_is_out_at_its_next_page(
    client: Client, member: Member, skovde: Municipality
) -> None:
    with in_municipality(skovde):
        Member.objects.filter(pk=member.pk).update(active=False)
    assert client.get(PAGE).status_code == 404


def test_changed_password_ends_the_session(client: Client, member: Member) -> None:
    change_account(member, password="another")
    assert client.get(PAGE).status_code == 302
    with in_region():
        assert not Session.objects.exists()


def test_account_that_is_gone_is_nobody(client: Client, member: Member) -> None:
    with in_region():
        Account.objects.filter(key=member.account_key).delete()
    assert client.get(PAGE).status_code == 302


def test_session_that_ran_out_is_nobodys(client: Client) -> None:
    with in_region():
        Session.objects.update(expire_date="2020-01-01T00:00Z")
    assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize("named", ["another", "unknown", "nobody"])
def test_sealed_data_says_who_is_signed_in_and_not_the_key_beside_it(
    named: str, client: Client, member: Member
) -> None:
    keys = {"another": make_account().key, "unknown": uuid.uuid4(), "nobody": None}
    with in_region():
        Session.objects.update(account_key=keys[named])
    assert client.get(PAGE).wsgi_request.user.email == member.email


@pytest.mark.parametrize("key", [SESSION_KEY, HASH_SESSION_KEY])
def test_session_without_its_seals_is_nobodys(key: str, client: Client) -> None:
    with in_region():
        store = SessionStore(client.cookies["sluss_session"].value)
        del store[key]
        store.save()
    assert client.get(PAGE).status_code == 302


def test_signing_out_leaves_no_session(client: Client, client_of: Callable[..., Client], skovde: Municipality) -> None:
    copy = client_of(skovde)
    copy.cookies["sluss_session"] = client.cookies["sluss_session"].value
    client.post("/konto/logout/")
    assert copy.get(PAGE).status_code == 302
    with in_region():
        assert not Session.objects.exists()


def test_sessions_that_are_over_are_forgotten_and_others_stay(client: Client, member: Member) -> None:
    with in_region():
        over = Session.objects.create(session_key="x" * 32, session_data="", expire_date=clock.now())
        with clock.held_at(clock.now() + dt.timedelta(seconds=1)):
            forget_sessions()
        assert not Session.objects.filter(pk=over.pk).exists()
    assert row_of(client).account_key == member.account_key
