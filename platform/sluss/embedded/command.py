"""Runs one management command, with the embedded database around it where the command needs one and none is named."""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import NoReturn

from sluss.embedded.address import DATABASE
from sluss.embedded.errors import EmbeddedDatabaseError
from sluss.embedded.use import running

WITHOUT_DATABASE = {
    "help",
    "version",
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "evaluate_similar",
    "findstatic",
    "makemessages",
    "makemigrations",
    "translations",
}
HELP = {"-h", "--help", "--version"}
URLS = ("DATABASE_URL", "DATABASE_APP_URL")
INTERRUPTED = 130
# What must stand in the environment before the settings are read.
PRESETS = {"demo": {"SLUSS_DEMO": "1"}}


def needs_database(arguments: Sequence[str]) -> bool:
    """Whether the command (without the program's name) looks into a database."""
    if not arguments or HELP.intersection(arguments):
        return False
    return arguments[0] not in WITHOUT_DATABASE or any(word.startswith("--database") for word in arguments)


def execute(argv: list[str], *, root: Path) -> int:
    """Runs the command and returns the exit code of the process."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    for name, value in PRESETS.get(argv[1] if len(argv) > 1 else "", {}).items():
        os.environ.setdefault(name, value)
    try:
        with _database(argv[1:], root=root):
            import_module("django.core.management").execute_from_command_line(argv)
    except EmbeddedDatabaseError as error:
        sys.stderr.write(f"Fault: {error}\n")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    """As an exception, so that every `with` on the way out is left in order."""
    raise SystemExit(128 + number)


def _database(arguments: Sequence[str], *, root: Path) -> AbstractContextManager[None]:
    if any(os.environ.get(name) for name in URLS) or not needs_database(arguments):
        return nullcontext()
    return _embedded(Path(os.environ.get("SLUSS_DATA") or root / ".data"))


@contextmanager
def _embedded(data: Path) -> Iterator[None]:
    with running(data / "pg") as address:
        os.environ["DATABASE_URL"] = address.dsn(DATABASE)
        os.environ["SLUSS_EMBEDDED"] = "1"
        yield
