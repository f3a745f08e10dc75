"""The outbox page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Secrecy
from tenants.mail.kinds import KINDS
from tenants.mail.models import Mail
from tenants.mail.outbox import post
from tenants.people.models import Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
ALLOWED = {Role.ADMINISTRATOR, Role.INNOVATION_MANAGER}


WORDS = "Hemliga ord om lampan"


@pytest.fixture(autouse=True)
def _no_demo(settings: Settings) -> None:
    settings.DEMO = False


@pytest.fixture
def mail(skovde: Municipality) -> Mail:
    with in_municipality(skovde):
        return post(to="maria@example.org", subject=WORDS, text=WORDS, html=f"<p>{WORDS}</p>", kind="decision")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("path", ["/utskick/", "/utskick/{pk}/"])
def test_outbox_says_what_kind_of_letter_went_to_whom_and_never_what_it_says(
    role: Role, path: str, mail: Mail, skovde: Municipality, client_of: ClientOf
) -> None:
    client = client_of(skovde, make_member(role, municipality=skovde))
    answer = client.get(path.format(pk=mail.pk))
    assert answer.status_code == (200 if role in ALLOWED else 403)
    assert ("maria@example.org" in answer.text) is (role in ALLOWED)
    assert WORDS not in answer.text
    assert client.get(f"/utskick/{mail.pk}/html/").status_code == (404 if role in ALLOWED else 403)


def test_letters_are_read_on_a_demo_alone(
    mail: Mail, skovde: Municipality, client_of: ClientOf, settings: Settings
) -> None:
    settings.DEMO = True
    client = client_of(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    assert WORDS in client.get(f"/utskick/{mail.pk}/").text
    answer = client.get(f"/utskick/{mail.pk}/html/")
    policy = answer["Content-Security-Policy"]
    assert WORDS in answer.text
    assert "sandbox allow-popups" in policy
    assert "default-src 'none'" in policy
    assert "script" not in policy


@pytest.mark.parametrize("secrecy", [Secrecy.ASSESS, Secrecy.CLOSED])
@pytest.mark.parametrize("demo", [False, True])
def test_of_a_marked_matter_not_even_the_receiver_is_shown(
    secrecy: Secrecy, demo: bool, skovde: Municipality, client_of: ClientOf, settings: Settings
) -> None:
    settings.DEMO = demo
    marked, plain = (make_idea(municipality=skovde, secrecy=mark) for mark in (secrecy, Secrecy.NONE))
    with in_municipality(skovde):
        hidden = post(to="visslare@example.org", subject=WORDS, text=WORDS, html=WORDS, about_id=marked.pk)
        post(to="maria@example.org", subject=WORDS, text=WORDS, about_id=plain.pk)
        error = "SMTPRecipientsRefused: {'Visslare@example.org': (550, b'unknown')}"
        Mail.objects.filter(pk=hidden.pk).update(state=Mail.State.FAILED, error=error)
    client = client_of(skovde, make_member(*ALLOWED, municipality=skovde))
    pages = [client.get(path).text for path in ("/utskick/", f"/utskick/{hidden.pk}/", "/utskick/?q=visslare")]
    assert [("visslare@" in page.lower(), WORDS in page) for page in pages] == [(False, False)] * 3
    assert "550" in pages[1]
    assert "maria@example.org" in pages[0]
    assert f"/utskick/{hidden.pk}/" not in pages[2]
    assert client.get(f"/utskick/{hidden.pk}/html/").status_code == 404


def test_every_letter_has_a_kind_in_words() -> None:
    root = Path(__file__).parents[2] / "tenants"
    letters = {str(path).split("/templates/mail/")[1] for path in root.rglob("templates/mail/**/*.subject.txt")}
    assert {name.removesuffix(".subject.txt") for name in letters} == set(KINDS)


def test_outbox_asks_no_more_for_more_letters(skovde: Municipality, client_of: ClientOf) -> None:
    client, counts = client_of(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde)), []
    client.get("/utskick/")
    for number in (1, 20):
        with in_municipality(skovde):
            for _ in range(number):
                post(to="maria@example.org", subject="x", text="x", about_id=1)
        with CaptureQueriesContext(connection) as queries:
            client.get("/utskick/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_stranger_is_led_to_sign_in(mail: Mail, skovde: Municipality, client_of: ClientOf) -> None:
    answer = client_of(skovde).get("/utskick/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/login/")


def test_other_municipality_sees_nothing(mail: Mail, hjo: Municipality, client_of: ClientOf) -> None:
    client = client_of(hjo, make_member(Role.ADMINISTRATOR, municipality=hjo))
    assert client.get(f"/utskick/{mail.pk}/").status_code == 404
    assert "maria@example.org" not in client.get("/utskick/").text


def test_search_finds_by_receiver_kind_and_state_and_never_by_what_is_said(
    mail: Mail, skovde: Municipality, client_of: ClientOf
) -> None:
    client = client_of(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    found = {
        words: f"/utskick/{mail.pk}/" in client.get(f"/utskick/?q={words}&state=kept").text
        for words in ("MARIA", "beslut", "lampan", "bokhylla")
    }
    assert found == {"MARIA": True, "beslut": True, "lampan": False, "bokhylla": False}
    assert f"/utskick/{mail.pk}/" not in client.get("/utskick/?q=maria&state=sent").text


def test_kept_mail_is_not_sent_without_a_server(mail: Mail, skovde: Municipality, client_of: ClientOf) -> None:
    client = client_of(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    answer = client.post(f"/utskick/{mail.pk}/skicka/")
    assert answer.status_code == 302
    with in_municipality(skovde):
        mail.refresh_from_db()
    assert mail.state == Mail.State.KEPT


def test_failed_mail_is_sent_again(mail: Mail, skovde: Municipality, client_of: ClientOf, settings: Settings) -> None:
    memory = {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    settings.MAILERS = {"default": memory, "letters": memory}
    with in_municipality(skovde):
        Mail.objects.update(state=Mail.State.FAILED)
    client = client_of(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    assert client.post(f"/utskick/{mail.pk}/skicka/").status_code == 302
    with in_municipality(skovde):
        mail.refresh_from_db()
    assert mail.state == Mail.State.WAITING
