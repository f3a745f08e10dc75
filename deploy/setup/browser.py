"""Finding a Chromium for the browser tests, or installing one the way the machine allows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from deploy.setup import say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CACHES = (".cache/ms-playwright", "Library/Caches/ms-playwright", "AppData/Local/ms-playwright")
IN_CACHE = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
    "chromium_headless_shell-*/*/*headless*shell*",
)
PATIENCE = 60  # seconds for a first start


def candidates() -> Iterator[str]:
    """What may be a Chromium: the one named in CHROMIUM, those on the path, those in Playwright's cache."""
    if os.environ.get("CHROMIUM"):
        yield os.environ["CHROMIUM"]
    for name in NAMES:
        found = shutil.which(name)
        if found:
            yield found
    own = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    for cache in ([Path(own)] if own else []) + [Path.home() / name for name in CACHES]:
        for pattern in IN_CACHE:
            yield from (str(path) for path in sorted(cache.glob(pattern), reverse=True) if path.is_file())


def works(program: str) -> bool:
    try:
        done = subprocess.run(
            [program, "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and b"." in done.stdout


def find() -> str | None:
    return next((program for program in candidates() if works(program)), None)


def obtain() -> str | None:
    """The path of a Chromium that starts, installed if that can be done here; None where it cannot."""
    found = find()
    for text, commands in _ways():
        if found:
            break
        try:
            with say.step(text):
                for command in commands:
                    say.run(command, remedy="The browser tests need a Chromium.")
        except say.StepError as error:
            print(error, file=sys.stderr, flush=True)
        found = find()
    return found


def _ways() -> Iterator[tuple[str, list[list[str]]]]:
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        install = [apt, "install", "-y", "-q", "--no-install-recommends", "chromium"]
        yield "installing Chromium by apt-get", [[apt, "update", "-q"], install]
    yield "installing Chromium by Playwright", [[sys.executable, "-m", "playwright", "install", "chromium"]]
