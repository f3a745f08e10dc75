"""Files of imports go when nobody can be going on with them any more."""

import datetime as dt
import os
from pathlib import Path

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.imports.models import ImportRun
from tenants.imports.retention import remove_old_files
from tenants.imports.tasks import remove_files
from tests.imports.files import checked, imported, received, row

pytestmark = pytest.mark.django_db
LATER = dt.timedelta(days=31)
YOUNG = dt.timedelta(days=29)


def stored(media: Path) -> set[str]:
    return {path.name for path in media.rglob("*") if path.is_file()}


def test_files_stay_for_thirty_days(media: Path, in_skovde: Municipality) -> None:
    runs = [received(row(1)), checked(row(2)), imported(row(3))]
    with clock.held_at(clock.now() + YOUNG):
        assert remove_old_files() == 0
    assert stored(media) >= {str(run.key) for run in runs}


def test_afterwards_what_was_imported_loses_its_file_and_what_was_not_goes(
    media: Path, in_skovde: Municipality
) -> None:
    done, left = imported(row(1)), [received(row(2)), checked(row(3))]
    with clock.held_at(clock.now() + LATER):
        remove_old_files()
        assert remove_old_files() == 0
    assert not stored(media) & {str(run.key) for run in (done, *left)}
    kept = ImportRun.objects.get()
    assert (kept.pk, kept.stored_as, kept.rows.count()) == (done.pk, "", 1)


def test_run_at_work_keeps_its_file(media: Path, in_skovde: Municipality) -> None:
    run = checked(row(1))
    ImportRun.objects.update(state=ImportRun.State.RUNNING)
    with clock.held_at(clock.now() + LATER):
        assert remove_old_files() == 0
    assert str(run.key) in stored(media)


def test_stray_file_goes_after_a_day_and_no_other_municipality_s(
    media: Path, skovde: Municipality, hjo: Municipality
) -> None:
    for municipality in (skovde, hjo):
        with in_municipality(municipality):
            received(row(1))
            ImportRun.objects.all().delete()
    old = (clock.now() - dt.timedelta(days=2)).timestamp()
    for path in media.rglob("*"):
        if path.is_file():
            os.utime(path, (old, old))
    remove_files(str(skovde.key))
    left = [path.relative_to(media).parts[0] for path in media.rglob("*") if path.is_file()]
    assert left == ["hjo"]
