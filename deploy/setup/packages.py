"""The Python environment: made once, synchronised when the lock file changes, and told where the code lies."""

from __future__ import annotations

import subprocess
from pathlib import Path

from deploy.setup import pythons, say, stamps, uv
from deploy.setup.places import ENVIRONMENT, LOCK, PYTHON, ROOT

REGISTRY = "See that the package registry is reached (a proxy or mirror is set by UV_INDEX_URL), then run this again."
STAMP = ENVIRONMENT / ".slusstrappan-stamp"
PATHS = (ROOT, ROOT / "platform")


def prepare() -> None:
    """Leaves a .venv that holds exactly the locked packages. Raises StepError."""
    if not environment_is_current():
        _install()
    tell_where_code_lies()


def environment_is_current() -> bool:
    answer = pythons.examine(str(PYTHON))
    return answer is not None and answer[0] >= pythons.OLDEST and stamps.is_current(STAMP, stamps.digest(LOCK))


def _install() -> None:
    with say.step("looking for Python 3.12 or later"):
        python = pythons.first_suitable(pythons.candidates())
    program = uv.obtain(python)
    _ensure_environment(program, python)
    with say.step("installing the locked Python packages"):
        command = [program, "pip", "sync", "--quiet", "--require-hashes", "--python", str(PYTHON), str(LOCK)]
        say.run(command, remedy=REGISTRY)
    stamps.write(STAMP, stamps.digest(LOCK))


def _ensure_environment(program: str, python: str | None) -> None:
    answer = pythons.examine(str(PYTHON))
    if answer is not None and answer[0] >= pythons.OLDEST:
        return
    where = python or "one that uv gets"
    with say.step(f"making .venv with Python: {where}"):
        choice = ["--python", python] if python else ["--python", "3.13", "--managed-python"]
        remedy = "Install Python 3.12 or later (any of python3.12, python3.13, python3.14), then run this again."
        say.run([program, "venv", "--quiet", "--clear", *choice, str(ENVIRONMENT)], remedy=remedy)


def tell_where_code_lies() -> None:
    """A path file makes the checkout importable, with no build step and nothing more to download."""
    question = "import sysconfig; print(sysconfig.get_path('purelib'))"
    folder = subprocess.run(
        [str(PYTHON), "-I", "-c", question], stdout=subprocess.PIPE, text=True, check=True
    ).stdout.strip()
    Path(folder, "slusstrappan.pth").write_text("".join(f"{path}\n" for path in PATHS))
