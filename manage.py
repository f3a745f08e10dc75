#!/usr/bin/env python3
"""The one door to every command of the platform: `python3 manage.py help` lists them."""

import importlib.util
import os
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
ENVIRONMENT_PYTHON = os.path.join(ROOT, ".venv", "Scripts" if os.name == "nt" else "bin", "python")


def use_environment():
    """Goes on in the project's own environment where the running Python lacks Django."""
    if importlib.util.find_spec("django") is not None:
        return
    if os.environ.get("SLUSS_REEXECUTED") or not os.path.exists(ENVIRONMENT_PYTHON):
        sys.exit("The project is not set up in this folder. Run: make setup")
    os.environ["SLUSS_REEXECUTED"] = "1"
    os.execv(ENVIRONMENT_PYTHON, [ENVIRONMENT_PYTHON, *sys.argv])


if __name__ == "__main__":
    use_environment()
    os.environ.pop("SLUSS_REEXECUTED", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sluss.settings")
    sys.path[:0] = [ROOT, os.path.join(ROOT, "platform")]

    from sluss.embedded.command import execute

    sys.exit(execute(sys.argv, root=ROOT))
