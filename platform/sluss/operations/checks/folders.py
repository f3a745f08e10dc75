"""Folders and files: data, front-end, translations."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders

from sluss.operations.checks.findings import Finding, finding

LEAST_FREE = 1_000_000_000  # bytes
FRONT_END = ("vendor/designsystemet.css", "vendor/designsystemet.js")
MANIFEST = "staticfiles.json"


def data_folder() -> Iterator[Finding]:
    """The folder of uploaded files can be written, and there is room."""
    folder = Path(settings.MEDIA_ROOT)
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    yield finding(
        os.access(existing, os.W_OK | os.X_OK),
        f"files can be stored in {folder}",
        otherwise=f"files cannot be stored in {folder}",
        remedy=f"Give the user that runs the platform the right to write in {existing}, or set SLUSS_DATA.",
    )
    free = shutil.disk_usage(existing).free
    yield finding(
        free >= LEAST_FREE,
        f"{free / 1e9:.0f} GB are free there",
        otherwise=f"only {free / 1e6:.0f} MB are free there",
        remedy="Make room on that disk, or move SLUSS_DATA to another.",
        level="warning",
    )


def front_end_files() -> Iterator[Finding]:
    missing = [name for name in FRONT_END if finders.find(name) is None]
    yield finding(
        not missing,
        "the front-end files are there",
        otherwise=f"front-end files are missing: {', '.join(missing)}",
        remedy="Run: make setup",
    )
    collected = Path(settings.STATIC_ROOT, MANIFEST).is_file()
    yield finding(
        collected or settings.DEBUG,
        "the static files are collected",
        otherwise="the static files are not collected",
        remedy="Run: manage.py collectstatic --noinput",
    )


def translations() -> Iterator[Finding]:
    """A catalogue that is missing or older than its source shows English where Swedish is meant."""
    sources = [
        path for app in apps.get_app_configs() if _is_own(app.path) for path in Path(app.path).rglob("django.po")
    ]
    stale = [path.parts[-5] for path in sources if not _is_compiled(path)]
    yield finding(
        not stale,
        f"{len(sources)} translations are compiled",
        otherwise=f"translations are not compiled: {', '.join(stale)}",
        remedy="Run: manage.py translations --compile",
    )


def _is_own(folder: str) -> bool:
    """Other packages bring their catalogues compiled."""
    return "site-packages" not in Path(folder).parts


def _is_compiled(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return compiled.is_file() and compiled.stat().st_mtime >= source.stat().st_mtime
