"""Every page of sign-in that can be reached, on both kinds of site; what is not offered is not there."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss.accounts.models import Account
from sluss.registry.models import Municipality
from tests.accounts.test_sessions import sign_in_by_form, signed_in_as
from tests.factories.people import PASSWORD, make_account, make_member, sign_in

type Clients = Callable[..., Client]
OPEN = ("login", "logout", "inactive", "signup", "confirm-email", "password/reset", "password/reset/done")
CLOSED = ("email", "password/set", "login/code/confirm")


@pytest.mark.parametrize("name", OPEN)
def test_page_is_ours_on_both_kinds_of_site(name: str, skovde: Municipality, client_of: Clients) -> None:
    for place, layout in ((skovde, "web/base_municipality.html"), (None, "web/base_region.html")):
        client = sign_in(place, account=make_account()) if name == "logout" else client_of(place)
        page = client.get(f"/konto/{name}/")
        assert page.status_code == 200
        assert layout in [template.name for template in page.templates]
        assert page.text.count("<h1") == 1
        assert "<style" not in page.text
        assert page.context["site"].kind == ("municipality" if place else "region")


@pytest.mark.parametrize("name", CLOSED)
def test_page_that_is_not_offered_is_not_there(name: str, skovde: Municipality) -> None:
    client = sign_in(skovde, make_member(municipality=skovde))
    assert client.get(f"/konto/{name}/").status_code == 404
    assert client.post(f"/konto/{name}/", {"email": "a@example.org", "action_add": "1"}).status_code == 404


def test_nobody_signs_up(skovde: Municipality, client_of: Clients) -> None:
    client = client_of(skovde)
    before = Account.objects.count()
    page = client.post("/konto/signup/", {"email": "a@example.org", "password1": PASSWORD})
    assert page.templates[0].name == "account/signup_closed.html"
    assert Account.objects.count() == before


def test_password_is_chosen_anew_by_a_link_that_works_once(
    skovde: Municipality, client_of: Clients, run_jobs: Callable[[], int]
) -> None:
    member = make_member(municipality=skovde)
    client = client_of(skovde)
    client.post("/konto/password/reset/", {"email": member.email.upper()})
    assert mail.outbox == []
    assert run_jobs() == 1
    [letter] = mail.outbox
    assert letter.to == [member.email]
    found = re.search(r"http://skovde\.localhost(/konto/password/reset/key/\S+)", str(letter.body))
    assert found is not None
    assert "skovde.localhost" in str(letter.alternatives[0].content)  # type: ignore[attr-defined]
    form = client.get(found[1]).headers["Location"]
    done = client.post(form, {"password1": "ett nytt och bra lösenord", "password2": "ett nytt och bra lösenord"})
    assert done.headers["Location"] == "/konto/password/reset/key/done/"
    assert client.get(done.headers["Location"]).status_code == 200
    assert sign_in_by_form(client_of(skovde), member.email).status_code == 200
    assert sign_in_by_form(client_of(skovde), member.email, "ett nytt och bra lösenord").status_code == 302
    again = client_of(skovde).get(found[1], follow=True)
    assert "password1" not in again.text


def test_reset_for_an_unknown_address_looks_the_same_and_sends_nothing(
    skovde: Municipality, client_of: Clients, run_jobs: Callable[[], int]
) -> None:
    member, counts = make_member(municipality=skovde), []
    closed = make_member(municipality=skovde)
    Account.objects.filter(pk=closed.account_key).update(is_active=False)
    client_of(skovde).post("/konto/password/reset/", {"email": "forst@example.org"})
    for email in (member.email, closed.email, "ingen@example.org"):
        with CaptureQueriesContext(connection) as queries:
            response = client_of(skovde).post("/konto/password/reset/", {"email": email})
        assert response.headers["Location"] == "/konto/password/reset/done/"
        counts.append([query["sql"].split(maxsplit=1)[0] for query in queries])
    assert counts[0] == counts[1] == counts[2]
    assert mail.outbox == []
    assert run_jobs() == 4
    assert [letter.to for letter in mail.outbox] == [[member.email]]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE args::text LIKE '%%@%%'")
        assert cursor.fetchone() == (0,)


def test_letter_with_the_link_is_in_the_readers_language(
    skovde: Municipality, client_of: Clients, run_jobs: Callable[[], int]
) -> None:
    member = make_member(municipality=skovde)
    client = client_of(skovde)
    client.post("/konto/password/reset/", {"email": member.email}, headers={"accept-language": "en"})
    run_jobs()
    assert mail.outbox[0].subject == "Choose a new password"


def test_changed_password_signs_out_everywhere_and_is_told_by_mail(skovde: Municipality, client_of: Clients) -> None:
    member = make_member(municipality=skovde)
    here, elsewhere = client_of(skovde), client_of(skovde)
    sign_in_by_form(here, member.email)
    sign_in_by_form(elsewhere, member.email)
    new = "ett nytt och bra lösenord"
    here.post("/konto/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert signed_in_as(elsewhere) is None
    assert [message.to for message in mail.outbox] == [[member.email]]
    assert sign_in_by_form(client_of(skovde), member.email, new).status_code == 302


def test_language_is_switched_on_the_sign_in_page(skovde: Municipality, client_of: Clients) -> None:
    client = client_of(skovde)
    assert '<html lang="sv"' in client.get("/konto/login/").text
    assert client.get("/sprak/en/?next=/konto/login/").headers["Location"] == "/konto/login/"
    assert '<html lang="en"' in client.get("/konto/login/").text
