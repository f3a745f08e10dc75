"""From the outbox to the mail server."""

import smtplib
from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.locmem import EmailBackend as Memory
from django.db import transaction
from pytest_django import Settings

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.workflow.transitions import NotPossible
from tenants.mail.models import Mail
from tenants.mail.outbox import post, send_again
from tenants.mail.sending import MOST_TRIES, TryAgain, send

pytestmark = pytest.mark.django_db
MEMORY = {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
State = Mail.State


class Broken(Memory):
    """A mail server that answers with `error`."""

    error: Exception = smtplib.SMTPServerDisconnected("gone")

    def send_messages(self, messages: Any) -> int:
        raise self.error


@pytest.fixture
def server(settings: Settings) -> None:
    settings.MAILERS = {"default": MEMORY, "letters": MEMORY}


@pytest.fixture
def broken_server(settings: Settings) -> None:
    settings.MAILERS = {"default": MEMORY, "letters": {"BACKEND": f"{__name__}.Broken"}}


def jobs() -> list[dict[str, Any]]:
    from procrastinate.contrib.django.models import ProcrastinateJob

    with in_region():
        return list(ProcrastinateJob.objects.filter(task_name="mail.send").values_list("args", flat=True))


def letter(**changes: Any) -> Mail:
    return post(**{"to": "maria@example.org", "subject": "Svar", "text": "Hej Maria"} | changes)


def test_without_a_mail_server_the_mail_is_kept_and_no_job_asked_for(in_skovde: Municipality) -> None:
    assert letter().state == State.KEPT
    assert jobs() == []


def test_mail_waits_with_a_job_that_holds_keys_only(in_skovde: Municipality, server: None) -> None:
    mail = letter()
    assert mail.state == State.WAITING
    assert jobs() == [{"municipality_key": str(in_skovde.key), "mail": mail.pk}]


def test_rollback_takes_mail_and_job_back(in_skovde: Municipality, server: None) -> None:
    with transaction.atomic():
        letter()
        transaction.set_rollback(True)
    assert not Mail.objects.exists()
    assert jobs() == []


def test_impossible_address_fails_at_once_with_the_reason(in_skovde: Municipality, server: None) -> None:
    mail = letter(to="maria\nBcc: spion@example.org")
    assert (mail.state, mail.to) == (State.FAILED, "maria Bcc: spion@example.org")
    assert mail.error
    assert jobs() == []


def test_sent_mail_has_both_parts_and_a_message_id_of_its_own(in_skovde: Municipality, server: None) -> None:
    mail = letter(html="<p>Hej Maria</p>", subject="Svar\r\nBcc: spion@example.org")
    send(in_skovde, mail_id=mail.pk)
    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.error) == (State.SENT, 1, "")
    [message] = django_mail.outbox
    assert message.recipients() == ["maria@example.org"]
    assert message.message()["Subject"] == "Svar Bcc: spion@example.org"
    assert message.message()["Bcc"] is None
    assert message.message()["Message-ID"] == f"<{in_skovde.key}.{mail.pk}@localhost>"
    assert [part.get_content_type() for part in message.message().walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_second_run_of_the_job_sends_nothing_more(in_skovde: Municipality, server: None) -> None:
    mail = letter()
    send(in_skovde, mail_id=mail.pk)
    send(in_skovde, mail_id=mail.pk)
    assert len(django_mail.outbox) == 1


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPServerDisconnected("gone"),
        ConnectionRefusedError(111, "refused"),
        smtplib.SMTPDataError(451, b"later"),
        smtplib.SMTPAuthenticationError(535, b"wrong"),
        smtplib.SMTPRecipientsRefused({"maria@example.org": (450, b"greylisted")}),
    ],
)
def test_passing_trouble_leaves_the_mail_waiting_and_asks_for_another_try(
    error: Exception, in_skovde: Municipality, broken_server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Broken, "error", error)
    mail = letter()
    with pytest.raises(TryAgain):
        send(in_skovde, mail_id=mail.pk)
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == (State.WAITING, 1)
    assert type(error).__name__ in mail.error


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPDataError(554, b"no"),
        smtplib.SMTPRecipientsRefused({"maria@example.org": (550, b"unknown")}),
        ValueError("not an address"),
    ],
)
def test_refusal_for_good_fails_the_mail(
    error: Exception, in_skovde: Municipality, broken_server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Broken, "error", error)
    mail = letter()
    send(in_skovde, mail_id=mail.pk)
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == (State.FAILED, 1)


def test_last_try_fails_the_mail(in_skovde: Municipality, broken_server: None) -> None:
    mail = letter()
    Mail.objects.filter(pk=mail.pk).update(tries=MOST_TRIES - 1)
    send(in_skovde, mail_id=mail.pk)
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == (State.FAILED, MOST_TRIES)


def test_failed_mail_can_be_sent_again(in_skovde: Municipality, server: None) -> None:
    mail = letter()
    Mail.objects.filter(pk=mail.pk).update(state=State.FAILED, error="x", tries=8)
    send_again(mail=mail)
    send(in_skovde, mail_id=mail.pk)
    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.error) == (State.SENT, 1, "")


def test_sent_mail_cannot_be_sent_again(in_skovde: Municipality, server: None) -> None:
    mail = letter()
    send(in_skovde, mail_id=mail.pk)
    with pytest.raises(NotPossible):
        send_again(mail=mail)
    assert len(jobs()) == 1


def test_kept_mail_stays_kept_while_there_is_no_server(in_skovde: Municipality) -> None:
    mail = letter()
    with pytest.raises(NotPossible):
        send_again(mail=mail)
    mail.refresh_from_db()
    assert mail.state == State.KEPT


def test_outboxes_are_apart(skovde: Municipality, hjo: Municipality) -> None:
    with in_municipality(skovde):
        letter()
    with in_municipality(hjo):
        assert not Mail.objects.exists()
