"""The import pages: who gets in, the way from file to ideas and back, and what they cost."""

import io
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea
from tenants.imports.models import ImportRun, Tombstone
from tenants.people.models import Role
from tests.factories.jobs import waiting
from tests.factories.people import make_member, sign_in
from tests.imports.files import HEADER, checked, csv_of, imported, received, row

pytestmark = pytest.mark.django_db
PAGES = ("", "kolumner/", "varden/", "lage/", "rapport.csv", "angra/", "ta-bort/")
ROWS = (row(1), row(2, status="Avslag"), row(3), row(4), ("5", "", "", "", ""), row(1))


@pytest.fixture
def manager(skovde: Municipality) -> Client:
    return sign_in(skovde, make_member(Role.INNOVATION_MANAGER, municipality=skovde))


def upload(client: Client, content: bytes, name: str = "förslag.csv") -> tuple[int, str, str]:
    """Status, page and address that an upload leads to."""
    answer = client.post("/import/ny/", {"file": SimpleUploadedFile(name, content)})
    return answer.status_code, answer.content.decode(), answer.headers.get("Location", "")


def columns(**held: str) -> dict[str, str]:
    return {f"column_{position}": held.get(name, "") for position, name in enumerate(HEADER)}


def test_file_comes_in_by_four_pages_and_the_worker(
    skovde: Municipality, manager: Client, run_jobs: Callable[[], int]
) -> None:
    status, _page, address = upload(manager, csv_of(*ROWS))
    assert status == 302
    page = manager.get(address).content.decode()
    assert "Tecknen är kodade som UTF-8" in page
    assert "Cykelställ 1 · Cykelställ 2" in page
    held = columns(id="external_id", titel="title", text="text", datum="received", status="outcome")
    answer = manager.post(address, held)
    assert answer["Location"] == address.replace("kolumner", "varden")
    page = manager.get(answer["Location"]).content.decode()
    assert '<option value="answered" selected>' in page
    run_page = manager.post(answer["Location"], {"outcome_0": "inbox", "outcome_1": "answered"})["Location"]
    assert "Alla rader kontrolleras." in manager.get(run_page).content.decode()
    run_jobs()
    page = manager.get(run_page).content.decode()
    assert "Diarieför 4 idéer" in page
    assert "Avvisade (1)" in page
    with in_municipality(skovde):
        assert Idea.objects.count() == 0
    assert manager.post(f"{run_page}starta/").status_code == 302
    assert "Idéerna diarieförs." in manager.get(run_page).content.decode()
    assert "HX-Refresh" not in manager.get(f"{run_page}lage/").headers
    run_jobs()
    assert manager.get(f"{run_page}lage/").headers["HX-Refresh"] == "true"
    assert "4 idéer är diarieförda." in manager.get(run_page).content.decode()
    with in_municipality(skovde):
        assert sorted(Idea.objects.values_list("status", flat=True)) == ["answered", "inbox", "inbox", "inbox"]


def test_field_that_two_columns_hold_is_refused_beside_the_second(skovde: Municipality, manager: Client) -> None:
    with in_municipality(skovde):
        run = received(row(1))
    answer = manager.post(f"/import/{run.key}/kolumner/", columns(titel="title", id="stage", status="stage"))
    assert answer.status_code == 422
    assert "Bara en kolumn kan innehålla ”Steg”." in answer.content.decode()
    answer = manager.post(f"/import/{run.key}/kolumner/", columns(id="external_id"))
    assert answer.status_code == 422
    assert "Välj en kolumn" in answer.content.decode()
    with in_municipality(skovde):
        assert ImportRun.objects.get().mapping["title"] == ["titel"]


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 200 * 1024 * 1024)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: b"<!doctype html><html><body>hej</body></html>", "webbsida"),
        (bomb, "skadliga filer"),
        (lambda: b"", "tom"),
    ],
)
def test_wrong_file_is_refused_with_its_reason_and_leaves_nothing(
    skovde: Municipality, manager: Client, media: Path, content: Callable[[], bytes], said: str
) -> None:
    status, page, _address = upload(manager, content())
    assert status == 422
    assert said in page
    with in_municipality(skovde):
        assert ImportRun.objects.count() == 0
    assert list(media.rglob("*")) == []


def test_file_over_the_limit_is_refused_with_the_limit(
    skovde: Municipality, manager: Client, media: Path, settings: Settings
) -> None:
    settings.UPLOAD_MAX_BYTES = 1000
    status, page, _address = upload(manager, b"x" * 1001)
    assert status == 422
    assert "är för stor" in page
    assert list(media.rglob("*")) == []


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.ADMINISTRATOR, 200),
        (Role.INNOVATION_MANAGER, 200),
        (Role.COACH, 403),
        (Role.MANAGER, 403),
        (Role.REGISTRAR, 403),
        (Role.AGENT, 403),
        (Role.EMPLOYEE, 403),
    ],
)
def test_importing_is_for_administrators_and_innovation_managers(skovde: Municipality, role: Role, status: int) -> None:
    client = sign_in(skovde, make_member(role, municipality=skovde))
    with in_municipality(skovde):
        run = checked(row(1))
    for path in ("/import/", "/import/ny/", f"/import/{run.key}/", f"/import/{run.key}/rapport.csv"):
        assert client.get(path).status_code == status, path
    assert ("/import/" in client.get("/ideer/").content.decode()) is (status == 200)
    if status == 403:
        assert upload(client, csv_of(row(2)))[0] == 403
        assert client.post(f"/import/{run.key}/starta/").status_code == 403
        with in_municipality(skovde):
            assert list(ImportRun.objects.values_list("state", flat=True)) == ["checked"]


def test_other_municipality_s_manager_finds_nothing(skovde: Municipality, hjo: Municipality) -> None:
    with in_municipality(skovde):
        run = imported(row(1))
    stranger = sign_in(hjo, make_member(Role.INNOVATION_MANAGER, municipality=hjo))
    for page in PAGES:
        assert stranger.get(f"/import/{run.key}/{page}").status_code == 404, page
    for page in ("starta/", "angra/", "ta-bort/", "kolumner/"):
        assert stranger.post(f"/import/{run.key}/{page}").status_code == 404, page
    assert "förslag.csv" not in stranger.get("/import/").content.decode()
    with in_municipality(skovde):
        assert ImportRun.objects.get().state == "done"
        assert Idea.objects.count() == 1


def test_jobs_carry_keys_only(skovde: Municipality, manager: Client) -> None:
    with in_municipality(skovde):
        run = checked(row(1))
    manager.post(f"/import/{run.key}/starta/")
    assert waiting("imports.run") == [{"municipality_key": str(skovde.key), "key": str(run.key)}]


def test_report_is_filtered_and_downloaded(skovde: Municipality, manager: Client) -> None:
    with in_municipality(skovde):
        run = imported(*ROWS)
    page = manager.get(f"/import/{run.key}/?status=rejected").content.decode()
    assert "Raden har varken rubrik eller text." in page
    assert "Cykelställ 2" not in page
    lines = manager.get(f"/import/{run.key}/rapport.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Rad;Resultat;Diarienummer;Rubrik;Anmärkningar"
    assert len(lines) == 7
    assert lines[1].startswith("2;godtagen;KS ")


def test_report_page_costs_the_same_for_many_rows(skovde: Municipality, manager: Client) -> None:
    def statements(count: int) -> int:
        with in_municipality(skovde):
            run = imported(*((str(n), f"Nr {count}-{n}", "x", "", "") for n in range(count)))
        manager.get(f"/import/{run.key}/")
        with CaptureQueriesContext(connection) as caught:
            assert manager.get(f"/import/{run.key}/").status_code == 200
        return len(caught)

    assert statements(2) == statements(200)


def test_run_that_fails_says_why_and_can_go_on(
    skovde: Municipality, manager: Client, run_jobs: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_municipality(skovde):
        run = checked(row(1))
    manager.post(f"/import/{run.key}/starta/")
    with monkeypatch.context() as patched:
        patched.setattr("tenants.imports.run_import._run_batch", lambda **_: 1 / 0)
        run_jobs()
    page = manager.get(f"/import/{run.key}/").content.decode()
    assert "Något gick fel hos oss." in page
    manager.post(f"/import/{run.key}/starta/")
    run_jobs()
    assert "En idé är diarieförd." in manager.get(f"/import/{run.key}/").content.decode()


def test_file_that_is_gone_from_the_store_is_told(
    skovde: Municipality, manager: Client, run_jobs: Callable[[], int], media: Path
) -> None:
    with in_municipality(skovde):
        run = checked(row(1))
    (media / run.stored_as).unlink()
    manager.post(f"/import/{run.key}/starta/")
    run_jobs()
    assert "Filen finns inte kvar i lagringen." in manager.get(f"/import/{run.key}/").content.decode()


def test_run_without_ideas_is_taken_away_with_its_file(skovde: Municipality, manager: Client, media: Path) -> None:
    with in_municipality(skovde):
        kept, gone = imported(row(1)), checked(row(2))
    assert manager.get(f"/import/{gone.key}/ta-bort/").status_code == 200
    manager.post(f"/import/{gone.key}/ta-bort/")
    manager.post(f"/import/{kept.key}/ta-bort/")
    with in_municipality(skovde):
        assert list(ImportRun.objects.values_list("key", flat=True)) == [kept.key]


def test_unknown_import_is_not_found(manager: Client) -> None:
    assert manager.get(f"/import/{uuid.uuid4()}/").status_code == 404


@pytest.mark.django_db(transaction=True, databases=["default", "records"])
def test_undo_is_explained_refused_and_done_by_the_worker(
    skovde: Municipality, manager: Client, run_jobs: Callable[[], int]
) -> None:
    with in_municipality(skovde):
        run = imported(row(1), row(2))
        Idea.objects.filter(external_id="1").update(revision=2)
    page = manager.get(f"/import/{run.key}/angra/").content.decode()
    assert "Cykelställ 1" in page
    assert "texten har ändrats" in page
    assert manager.post(f"/import/{run.key}/angra/").status_code == 409
    with in_municipality(skovde):
        Idea.objects.update(revision=1)
    assert "Diarienumren används inte igen." in manager.get(f"/import/{run.key}/angra/").content.decode()
    assert manager.post(f"/import/{run.key}/angra/").status_code == 302
    assert "Importen ångras." in manager.get(f"/import/{run.key}/").content.decode()
    run_jobs()
    assert "Importen är ångrad." in manager.get(f"/import/{run.key}/").content.decode()
    with in_municipality(skovde):
        assert (Idea.objects.count(), Tombstone.objects.count()) == (0, 1)
