"""The import pages in a browser: on a desk and on a phone, with and without script."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from sluss.registry.models import Municipality
from tenants.people.models import Role
from tests.browser.conftest import Walk
from tests.factories.jobs import run_waiting
from tests.factories.people import make_member
from tests.imports.files import csv_of

HEADER = ("id", "förslag", "beskrivning", "datum", "status")
ROWS = [
    (str(number), f"Cykelställ vid skola {number}", f"Det saknas platser vid skola {number}.", "2024-05-01", status)
    for number, status in enumerate(["Genomförd", "Avslag", "Ny"] * 4)
]


@pytest.fixture
def file(tmp_path: Path, settings: Settings) -> Path:
    default = settings.STORAGES["default"]
    options = default["OPTIONS"] | {"location": str(tmp_path / "media")}
    settings.STORAGES = settings.STORAGES | {"default": default | {"OPTIONS": options}}
    path = tmp_path / "förslag.csv"
    path.write_bytes(csv_of(*ROWS, ("99", "", "", "", ""), header=HEADER).decode().encode("latin-1"))
    return path


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (390, True), (1280, False)])
@pytest.mark.django_db(transaction=True, databases=["default", "records"])
def test_file_becomes_ideas_and_is_undone(
    skovde: Municipality, walk: Callable[..., Walk], file: Path, width: int, javascript: bool
) -> None:
    manager = make_member(Role.INNOVATION_MANAGER, municipality=skovde, name="Ingrid Sjö")
    walker = walk(width=width, javascript=javascript).signed_in(skovde, manager)
    step = Steps(walker, checks=javascript)
    step.page.goto(walker.address("/import/", skovde))
    step.seen("list")
    step.click("Importera en fil")
    step.seen("upload")
    step.page.get_by_label("Fil").set_input_files(file)
    step.click("Ladda upp och läs")
    step.seen("columns")
    assert step.page.get_by_text("Latin-1 (Windows-1252)").is_visible()
    step.page.get_by_label("status").select_option(label="Utfall")
    step.click("Fortsätt")
    step.seen("values")
    step.click("Kontrollera alla rader")
    step.seen("checking")
    run_waiting()
    step.page.reload()
    step.seen("checked")
    step.click("Diarieför 12 idéer")
    step.seen("running")
    run_waiting()
    if not javascript:
        step.page.reload()
    step.page.get_by_text("12 idéer är diarieförda").wait_for()
    step.seen("done")
    step.click("Ångra importen")
    step.seen("undo")
    step.click("Ångra hela importen")
    run_waiting()
    step.page.reload()
    step.page.get_by_text("Importen är ångrad").wait_for()
    step.seen("undone")


class Steps:
    """A walk that is looked at on every page."""

    def __init__(self, walker: Walk, *, checks: bool) -> None:
        self.walker, self.page, self.checks = walker, walker.page, checks

    def click(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).or_(
            self.page.get_by_role("button", name=name, exact=True)
        ).first.click()

    def seen(self, name: str) -> None:
        """Script is what looks for faults, so pages without it are only walked."""
        root = "document.documentElement"
        if self.checks:
            self.walker.check()
            assert not self.page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"), f"{name} scrolls sideways"
