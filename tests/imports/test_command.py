"""`manage.py import_ideas`: what programs read of it."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea
from tenants.imports import run_import as module
from tenants.imports.models import ImportRun, Tombstone
from tests.imports.files import csv_of, row

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> list[str]:
    out = io.StringIO()
    call_command("import_ideas", *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "förslag.csv"
    path.write_bytes(csv_of(row(1), row(2, status="Avslag"), ("3", "", "", "", ""), row(1)))
    return path


def test_last_line_counts_and_what_was_understood_is_said(skovde: Municipality, file: Path) -> None:
    lines = run("--municipality", "skovde", file)
    assert lines[-1] == "total=4 accepted=2 rejected=1 duplicates=1"
    assert lines[:2] == ["The characters are encoded as UTF-8.", "The columns are separated by semicolons."]
    assert "  Title        'titel': The column is called “titel”." in lines
    (rejected,) = [line for line in lines if "rejected:" in line]
    assert rejected.startswith("  row 4 rejected: The row has neither title nor text.")
    with in_municipality(skovde):
        assert Idea.objects.count() == 2


def test_dry_run_leaves_nothing(skovde: Municipality, file: Path, media: Path) -> None:
    lines = run("--municipality", "skovde", file, "--dry-run")
    assert lines[-2:] == ["Checked only: nothing was registered.", "total=4 accepted=2 rejected=1 duplicates=1"]
    with in_municipality(skovde):
        assert (Idea.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_second_time_everything_is_a_double(skovde: Municipality, file: Path) -> None:
    run("--municipality", "skovde", file)
    assert run("--municipality", "skovde", file)[-1] == "total=4 accepted=0 rejected=1 duplicates=3"


def test_interrupted_import_of_the_same_file_goes_on(
    skovde: Municipality, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 1)

    def kill(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("tenants.imports.management.commands.import_ideas.Command._progress", kill)
        with pytest.raises(KeyboardInterrupt):
            run("--municipality", "skovde", file)
    with in_municipality(skovde):
        assert (Idea.objects.count(), ImportRun.objects.get().state) == (1, "running")
    assert run("--municipality", "skovde", file)[-1] == "total=4 accepted=2 rejected=1 duplicates=1"
    with in_municipality(skovde):
        assert (Idea.objects.count(), ImportRun.objects.get().state) == (2, "done")


def test_map_file_names_columns_and_places(skovde: Municipality, file: Path, tmp_path: Path) -> None:
    given = tmp_path / "MAP.json"
    columns = {"title": "text", "external_id": "id", "outcome": "status"}
    given.write_text(json.dumps(columns | {"values": {"outcome": {"Avslag": "answered", "Ny": "stage:1"}}}))
    assert run("--municipality", "skovde", file, "--map", given)[-1] == "total=4 accepted=2 rejected=1 duplicates=1"
    with in_municipality(skovde):
        found = Idea.objects.order_by("pk").values_list("title", "status", "stage__position")
        assert list(found) == [("Vid skola nummer 1.", "active", 1), ("Vid skola nummer 2.", "answered", None)]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ('{"titel": "titel"}', "The mapping has no field “titel”. Did you mean “title”?"),
        ('{"title": "titeln"}', "The file has no column “titeln”. Did you mean “titel”?"),
        ('{"title": "titel", "values": {"stage": {"Ny": "stage:9"}}}', "There is no place “stage:9”."),
        ('{"title": "titel", "values": {"source": {}}}', "“values” must be an object of “stage” and “outcome”"),
        ("[", "The mapping is not valid JSON: look at line 1."),
    ],
)
def test_faulty_map_is_told_and_leaves_nothing(
    skovde: Municipality, file: Path, tmp_path: Path, given: str, said: str
) -> None:
    (tmp_path / "MAP.json").write_text(given)
    with pytest.raises(CommandError) as refused:
        run("--municipality", "skovde", file, "--map", tmp_path / "MAP.json")
    assert str(refused.value).startswith(said)
    assert refused.value.returncode == 1
    with in_municipality(skovde):
        assert (ImportRun.objects.count(), Idea.objects.count()) == (0, 0)


def test_report_has_a_safe_line_per_row(skovde: Municipality, tmp_path: Path) -> None:
    file, out = tmp_path / "f.csv", tmp_path / "report.csv"
    file.write_bytes(csv_of(("1", "=HYPERLINK(1)", "x", "", ""), ("2", "Ring 19850709-9805 nu", "y", "", "")))
    run("--municipality", "skovde", file, "--report", out)
    lines = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert lines[0] == ["Row", "Result", "Registry number", "Title", "Remarks"]
    assert [line[0:2] + line[3:4] for line in lines[1:]] == [
        ["2", "accepted", "'=HYPERLINK(1)"],
        ["3", "accepted", "Ring ••••••-•••• nu"],
    ]


@pytest.mark.parametrize(
    ("slug", "hint"), [("skövde", " Did you mean skovde?"), ("hjø", " Did you mean hjo?"), ("malmo", "")]
)
def test_unknown_municipality_is_told_with_names_near(file: Path, db: None, slug: str, hint: str) -> None:
    with pytest.raises(CommandError) as refused:
        run("--municipality", slug, file)
    assert (str(refused.value), refused.value.returncode) == (f"There is no municipality {slug!r} in use.{hint}", 1)


def test_unreadable_file_is_told_with_exit_code_1(skovde: Municipality, tmp_path: Path) -> None:
    page = tmp_path / "page.csv"
    page.write_text("<!doctype html><html><body>hej</body></html>")
    for path, said in [(page, "This is a web page"), (tmp_path / "gone.csv", f"{tmp_path}/gone.csv: ")]:
        with pytest.raises(CommandError) as refused:
            run("--municipality", "skovde", path)
        assert str(refused.value).startswith(said)
        assert refused.value.returncode == 1


@pytest.mark.django_db(transaction=True, databases=["default", "records"])
def test_undo_by_key_is_refused_once_something_happened(skovde: Municipality, file: Path) -> None:
    run("--municipality", "skovde", file)
    with in_municipality(skovde):
        key = ImportRun.objects.get().key
        Idea.objects.filter(external_id="1").update(revision=2)
    with pytest.raises(CommandError) as refused:
        run("--municipality", "skovde", "--undo", key)
    assert str(refused.value).splitlines()[0].startswith("The import cannot be undone: something has happened to 1")
    with in_municipality(skovde):
        assert Idea.objects.count() == 2
        Idea.objects.update(revision=1)
    assert run("--municipality", "skovde", "--undo", key) == ["undone=2"]
    with in_municipality(skovde):
        assert (Idea.objects.count(), Tombstone.objects.count()) == (0, 1)
