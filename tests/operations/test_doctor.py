"""What the doctor finds."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from sluss.operations.checks import database, folders, schemas, secrets, software
from sluss.operations.checks.findings import Finding, finding
from sluss.operations.management.commands.doctor import Command
from sluss.registry.models import Municipality
from sluss.tenancy import in_region

in_database = pytest.mark.django_db(databases=["default", "owner", "records"], transaction=True)


def levels(findings: list[Finding]) -> dict[str, str]:
    return {found.text: found.level for found in findings}


def test_finding_tells_the_remedy_only_where_something_is_wrong() -> None:
    assert finding(True, "well", otherwise="ill", remedy="rest") == Finding("ok", "well")
    assert finding(False, "well", otherwise="ill", remedy="rest", level="warning") == Finding("warning", "ill", "rest")


@in_database
def test_sound_database_has_no_fault() -> None:
    checks = (database.reachable, database.direct_connection, database.logins, database.separation)
    found = [line for check in (*checks, software.postgresql_version, schemas.regional_schema) for line in check()]
    assert {line.level for line in found} == {"ok"}
    assert len(found) == 3 + 1 + 3 + 3 + 1 + 1


@in_database
def test_role_that_can_become_owner_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "FORBIDDEN", (("sluss_migrate", "sluss_owner"),))
    (found,) = database.separation()
    assert found.level == "fault"
    assert "REVOKE sluss_owner FROM sluss_migrate" in found.remedy


@in_database
def test_missing_login_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "LOGINS", {"sluss_nobody": False})
    (found,) = database.logins()
    assert (found.level, found.text) == ("fault", "sluss_nobody is missing or has the wrong rights")


@in_database
def test_unfinished_municipality_is_a_fault() -> None:
    with in_region(using="owner"):
        Municipality.objects.using("owner").filter(slug="hjo").update(state=Municipality.State.PROVISIONING)
    found = levels(list(schemas.municipal_schemas()))
    assert found["municipalities not set up completely: Hjo"] == "fault"
    assert found["municipalities: 3"] == "ok"


def test_guessable_key_is_a_fault_outside_debugging(settings: Settings) -> None:
    settings.SECRET_KEY, settings.DEBUG = "changeme", False
    assert [found.level for found in secrets.secret_key()] == ["fault"]
    settings.DEBUG = True
    assert [found.level for found in secrets.secret_key()] == ["warning"]
    settings.SECRET_KEY = "kT7-wz0Qm5_Xc2Vb9Na4Ls8Dj1Hf6Gp3Ro-Yu5Ei0Wq7Zx2Cv4Bn9"
    assert [found.level for found in secrets.secret_key()] == ["ok"]


def test_demo_open_to_others_is_a_fault(settings: Settings) -> None:
    settings.DEMO, settings.DEBUG, settings.DOMAIN = True, False, "sluss.example"
    assert [found.level for found in secrets.demo_mode()] == ["fault", "ok"]
    settings.DOMAIN = "localhost"
    assert [found.level for found in secrets.demo_mode()] == ["ok", "ok"]


def test_full_disk_is_a_warning(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "not" / "yet" / "media"
    monkeypatch.setattr(folders, "LEAST_FREE", 0)
    assert [found.level for found in folders.data_folder()] == ["ok", "ok"]
    monkeypatch.setattr(folders, "LEAST_FREE", 10**18)
    assert [found.level for found in folders.data_folder()] == ["ok", "warning"]


@in_database
def test_doctor_ends_with_one_where_something_is_at_fault(settings: Settings) -> None:
    settings.SECRET_KEY = "changeme"
    settings.DEBUG = False
    said = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command(Command(), stdout=said, no_color=True)
    assert ended.value.code == 1
    assert "fault    the secret key can be guessed\n         -> Set SLUSS_SECRET_KEY" in said.getvalue()


@pytest.mark.parametrize(("there", "level"), [(True, "ok"), (False, "warning")])
def test_missing_pdf_library_is_a_warning(there: bool, level: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(software.pdf, "is_available", lambda: there)
    (found,) = software.pdf_library()
    assert found.level == level
    assert ("libpango-1.0-0" in found.remedy) is not there
