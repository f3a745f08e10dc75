#!/usr/bin/env python3
"""The one door to every command of the platform: `python3 manage.py help` lists them."""

import importlib.util
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT_PYTHON = ROOT / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MARK = "SLUSS_REEXECUTED"


def use_environment() -> None:
    """Goes on in the project's own environment where the running Python lacks Django."""
    if os.environ.pop(MARK, "") or importlib.util.find_spec("django") is not None:
        return
    if not ENVIRONMENT_PYTHON.exists():
        sys.exit("The project is not set up in this folder. Run: make setup")
    os.environ[MARK] = "1"
    os.execv(ENVIRONMENT_PYTHON, [str(ENVIRONMENT_PYTHON), *sys.argv])  # noqa: S606  (no shell is wanted)


if __name__ == "__main__":
    use_environment()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sluss.settings")
    sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

    from sluss.embedded.command import execute

    sys.exit(execute(sys.argv, root=ROOT))
