"""The outbox page."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.mail.models import Mail
from tenants.mail.outbox import post
from tenants.people.models import Role
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
ALLOWED = {Role.ADMINISTRATOR, Role.INNOVATION_MANAGER}


@pytest.fixture
def mail(skovde: Municipality) -> Mail:
    with in_municipality(skovde):
        return post(to="maria@example.org", subject="Svar om lampan", text="Hej <b>", html="<p>Hej<script>1</script>")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("path", ["/utskick/", "/utskick/{pk}/", "/utskick/{pk}/html/"])
def test_outbox_is_read_by_those_who_answer_for_it(
    role: Role, path: str, mail: Mail, skovde: Municipality, client_of: ClientOf
) -> None:
    client = client_of(skovde, make_member(role, municipality=skovde))
    answer = client.get(path.format(pk=mail.pk))
    assert answer.status_code == (200 if role in ALLOWED else 403)
    assert ("Svar om lampan" in answer.text or "<p>Hej" in answer.text) is (role in ALLOWED)


def test_stranger_is_led_to_sign_in(mail: Mail, skovde: Municipality, client_of: ClientOf) -> None:
    answer = client_of(skovde).get("/utskick/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/login/")


def test_other_municipality_sees_nothing(mail: Mail, hjo: Municipality, client_of: ClientOf) -> None:
    client = client_of(hjo, make_member(Role.ADMINISTRATOR, municipality=hjo))
    assert client.get(f"/utskick/{mail.pk}/").status_code == 404
    assert "Svar om lampan" not in client.get("/utskick/").text


def test_search_finds_by_word_and_state(mail: Mail, skovde: Municipality, client_of: ClientOf) -> None:
    client = client_of(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    assert "Svar om lampan" in client.get("/utskick/?q=LAMPAN&state=kept").text
    assert "Svar om lampan" not in client.get("/utskick/?q=lampan&state=sent").text
    assert "Svar om lampan" not in client.get("/utskick/?q=bokhylla").text


def test_html_part_is_shown_powerless(mail: Mail, skovde: Municipality, client_of: ClientOf) -> None:
    client = client_of(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    answer = client.get(f"/utskick/{mail.pk}/html/")
    policy = answer["Content-Security-Policy"]
    assert "sandbox allow-popups" in policy
    assert "default-src 'none'" in policy
    assert "script" not in policy


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
