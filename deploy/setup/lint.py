"""`python -m deploy.setup.lint`: every static check, all of them even where one fails, and a summary."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from deploy.setup.places import ENVIRONMENT, ROOT, SCRIPTS

Check = Callable[[], bool]
STOREYS = ("platform/sluss", "shared", "tenants")
MANAGE = (sys.executable, "manage.py")


def tool(name: str, *arguments: str) -> Check:
    """A check that is a program of the environment."""
    return lambda: succeeds(str(ENVIRONMENT / SCRIPTS / name), *arguments)


def succeeds(*command: str, **variables: str) -> bool:
    print(f"\n$ {' '.join(command)}", flush=True)
    return subprocess.call(command, cwd=ROOT, stdin=subprocess.DEVNULL, env={**os.environ, **variables}) == 0


def no_python_in_platform() -> bool:
    """A module there would make `platform` a package and hide the standard library's module of that name."""
    found = sorted(path.name for path in (ROOT / "platform").glob("*.py"))
    if found:
        print(f"\nPython files directly in platform/: {', '.join(found)}")
    return not found


def template_folders() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for name in STOREYS for path in Path(ROOT, name).rglob("templates"))


# What the linter warns of was looked at: tables of a few rows (a municipality's models), one whose rows have moved, one
# that was left empty, and columns that the next migration gives a default of the database's own, for code that does not
# know them yet.
LOOKED_AT = ("0002_editor", "0002_delete_learning", "0003_drop_django_sessions", "0002_company")


def apps_with_migrations() -> list[str]:
    return sorted(path.parent.name for name in STOREYS for path in Path(ROOT, name).rglob("migrations"))


def migrations_are_safe() -> bool:
    options = ["--ignore-initial-migrations", "--ignore-name", *LOOKED_AT, "--include-apps", *apps_with_migrations()]
    return succeeds(*MANAGE, "lintmigrations", *options, DJANGO_SETTINGS_MODULE="deploy.setup.lint_settings")


CHECKS: dict[str, Check] = {
    "ruff": tool("ruff", "check", "."),
    "format": tool("ruff", "format", "--check", "."),
    "types": tool("mypy"),
    "storeys": tool("lint-imports"),
    "templates": lambda: succeeds(
        str(ENVIRONMENT / SCRIPTS / "djlint"), "--lint", "--profile=django", *template_folders()
    ),
    "no .py in platform/": no_python_in_platform,
    "migrations complete": lambda: succeeds(*MANAGE, "makemigrations", "--check", "--dry-run"),
    "migrations safe": migrations_are_safe,
    "translations": lambda: succeeds(*MANAGE, "translations", "--check"),
}


def main() -> int:
    results: dict[str, bool] = {}
    lines = []
    for name, check in CHECKS.items():
        began = time.monotonic()
        results[name] = check()
        lines.append(f"  {'ok    ' if results[name] else 'FAILED'} {name} ({time.monotonic() - began:.1f} s)")
    print("\nLint:", *lines, sep="\n")
    return 0 if all(results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
