"""Account mails on a demo without a mail server."""

import stat
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from sluss.registry.models import Municipality
from sluss.settings.mail import mailers

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.ACCOUNT_MAILS = tmp_path / "outbox"
    settings.MAILERS = mailers("")
    return tmp_path / "outbox"


def test_account_mail_is_a_private_file_shown_on_its_own_host(folder: Path, skovde: Municipality) -> None:
    for host in ("skovde.localhost", "hjo.localhost"):
        EmailMessage("Nytt lösenord", f"Öppna http://{host}/konto/x/ nu", to=["a@example.org"]).send()
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    page = Client(headers={"host": "skovde.localhost"}).get("/konto-post/").text
    assert "http://skovde.localhost/konto/x/" in page
    assert "hjo.localhost" not in page


def test_address_of_the_mail_server_is_taken_apart() -> None:
    options = mailers("smtp://me%40example.org:s%2Fecret@mail.example.org:2525")["letters"]["OPTIONS"]
    assert (options["host"], options["port"]) == ("mail.example.org", 2525)
    assert (options["username"], options["password"]) == ("me@example.org", "s/ecret")
    assert (options["use_tls"], options["use_ssl"]) == (True, False)
    assert mailers("smtps://mail.example.org")["letters"]["OPTIONS"]["use_ssl"] is True


@pytest.mark.parametrize("url", ["http://mail.example.org", "smtp://", "mail.example.org:25"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="SLUSS_EMAIL_URL"):
        mailers(url)
