"""uv: the one on the path where it works, else a pinned one in the checkout's private folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.setup import say, stamps
from deploy.setup.places import HERE, SCRIPTS, TOOLS

REQUIREMENTS = HERE / "uv-requirements.txt"
OLDEST = (0, 5)
# Many municipal networks look into TLS with a certificate of their own, which only the system knows.
CERTIFICATES = ("UV_SYSTEM_CERTS", "UV_NATIVE_TLS")
REMEDY = (
    "Getting uv needs the package registry once, and a Python with its `venv` module "
    "(on Debian and Ubuntu: apt-get install python3-venv). Or install uv yourself and run this again."
)


def works(program: Path) -> bool:
    """Whether it answers, and is young enough to know the options used here."""
    try:
        done = subprocess.run(
            [str(program), "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False
        )
        return done.returncode == 0 and tuple(int(part) for part in done.stdout.split()[1].split(".")[:2]) >= OLDEST
    except (OSError, IndexError, ValueError):
        return False


def obtain(python: str | None) -> str:
    """The path of a uv that works. `python` is the project's Python where one was found. Raises StepError."""
    for name in CERTIFICATES:
        os.environ.setdefault(name, "1")
    on_path = shutil.which("uv")
    if on_path and works(Path(on_path)):
        return on_path
    folder = TOOLS / "uv"
    program = folder / SCRIPTS / "uv"
    stamp, mark = folder / ".stamp", stamps.digest(REQUIREMENTS)
    if not (stamps.is_current(stamp, mark) and works(program)):
        with say.step("getting uv into .tools/"):
            _install(folder, python or sys.executable)
            stamps.write(stamp, mark)
    return str(program)


def _install(folder: Path, python: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(exist_ok=True)
    say.run([python, "-m", "venv", str(folder)], remedy=REMEDY)
    pip = [str(folder / SCRIPTS / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    say.run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(REQUIREMENTS)], remedy=REMEDY)
