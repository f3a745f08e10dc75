"""Fetching, adding and taking away files."""

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from tenants.files.checking import check_upload
from tenants.files.models import Attachment
from tenants.files.store import keep
from tenants.ideas.models import Idea
from tenants.people.models import Member, Role
from tests.factories.files import PNG, upload
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture
def bearer(skovde: Municipality) -> Member:
    return make_member(municipality=skovde)


@pytest.fixture
def idea(skovde: Municipality, bearer: Member) -> Idea:
    return make_idea(municipality=skovde, bearer=bearer)


@pytest.fixture
def attachment(media: Path, skovde: Municipality, idea: Idea, bearer: Member) -> Attachment:
    with in_municipality(skovde):
        return keep(check_upload(upload(PNG, "bild på ljus.png")), idea=idea, member=bearer)


@pytest.fixture
def adding(
    idea: Idea, skovde: Municipality, bearer: Member, client_of: ClientOf, settings: Settings
) -> tuple[Client, str]:
    """The bearer's client and the address where files are added, with a limit of 2,000 bytes."""
    settings.UPLOAD_MAX_BYTES = 2000
    return client_of(skovde, bearer), f"/ideer/{idea.pk}/filer/"


def test_file_is_handed_out_as_an_attachment_that_cannot_run(
    attachment: Attachment, skovde: Municipality, bearer: Member, client_of: ClientOf
) -> None:
    answer = client_of(skovde, bearer).get(f"/filer/{attachment.key}/")
    assert b"".join(answer.streaming_content) == PNG  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''bild%20p%C3%A5%20ljus.png"
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_whoever_may_not_see_the_idea_finds_no_file(
    attachment: Attachment, skovde: Municipality, hjo: Municipality, client_of: ClientOf
) -> None:
    path = f"/filer/{attachment.key}/"
    colleague = make_member(municipality=skovde)
    assert client_of(skovde, colleague).get(path).status_code == 404
    assert client_of(skovde, colleague).post(f"{path}ta-bort/").status_code == 404
    assert client_of(hjo, make_member(Role.INNOVATION_MANAGER, municipality=hjo)).get(path).status_code == 404
    assert client_of(skovde).get(path).status_code == 302
    assert client_of(skovde, make_member(Role.COACH, municipality=skovde)).get(path).getvalue() == PNG


def _attachments() -> int:
    with in_region():
        skovde = Municipality.objects.get(slug="skovde")
    with in_municipality(skovde):
        return Attachment.objects.count()


def test_unknown_file_is_not_found(skovde: Municipality, bearer: Member, client_of: ClientOf) -> None:
    assert client_of(skovde, bearer).get(f"/filer/{uuid.uuid4()}/").status_code == 404


def test_lost_bytes_are_not_found(
    attachment: Attachment, media: Path, skovde: Municipality, bearer: Member, client_of: ClientOf
) -> None:
    (media / attachment.stored_as).unlink()
    assert client_of(skovde, bearer).get(f"/filer/{attachment.key}/").status_code == 404


def test_bearer_adds_files(media: Path, idea: Idea, skovde: Municipality, bearer: Member, client_of: ClientOf) -> None:
    client = client_of(skovde, bearer)
    answer = client.post(f"/ideer/{idea.pk}/filer/", {"upload": [upload(), upload(b"hej", "rad.txt")]})
    assert answer.status_code == 302
    with in_municipality(skovde):
        assert [a.name for a in Attachment.objects.all()] == ["bild.png", "rad.txt"]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"<html><script>1</script>", "bild.png", "HTML"),
        (b"x" * 3000, "stor.txt", "stor.txt"),
        (b"", "tom.txt", "tom"),
    ],
)
def test_refused_file_says_why_and_nothing_is_stored(
    content: bytes, name: str, words: str, media: Path, adding: tuple[Client, str]
) -> None:
    client, path = adding
    answer = client.post(path, {"upload": [upload(), upload(content, name)]})
    assert answer.status_code == 422
    assert words in answer.text
    assert not media.exists()
    assert _attachments() == 0


def test_others_add_nothing(media: Path, idea: Idea, skovde: Municipality, client_of: ClientOf) -> None:
    coach = make_member(Role.COACH, municipality=skovde)
    assert client_of(skovde, coach).post(f"/ideer/{idea.pk}/filer/", {"upload": upload()}).status_code == 403
    with in_municipality(skovde):
        assert not Attachment.objects.exists()


def test_only_who_added_a_file_takes_it_away(
    attachment: Attachment, skovde: Municipality, bearer: Member, client_of: ClientOf
) -> None:
    path = f"/filer/{attachment.key}/ta-bort/"
    assert client_of(skovde, make_member(Role.COACH, municipality=skovde)).post(path).status_code == 403
    with in_municipality(skovde):
        assert Attachment.objects.count() == 1
    client = client_of(skovde, bearer)
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 302
    with in_municipality(skovde):
        assert not Attachment.objects.exists()
