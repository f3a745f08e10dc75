"""Data folders of the embedded database, and users of it in processes of their own."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sluss.embedded import locks
from sluss.embedded.place import Place

USER = Path(__file__).with_name("use_it.py")
PATIENCE = 60.0
Process = subprocess.Popen[str]


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether the condition comes to hold; a bound on waiting, not a measure."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def server_runs(folder: Path) -> bool:
    return locks.is_held(Place(folder).guard)


@pytest.fixture
def data() -> Iterator[Path]:
    """A folder that every system user can enter (pytest's own is closed to others)."""
    parent = Path(tempfile.mkdtemp(prefix="slusstrappan-test-"))
    parent.chmod(0o755)
    folder = parent / "pg"
    yield folder
    if folder.exists():
        assert eventually(lambda: not server_runs(folder))
    shutil.rmtree(parent)


@pytest.fixture
def start_user() -> Iterator[Callable[[Path], tuple[Process, str]]]:
    """Starts a user; gives its process and the connection string that it was told."""
    started: list[Process] = []

    def start(folder: Path) -> tuple[Process, str]:
        process = subprocess.Popen(
            [sys.executable, str(USER), str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout is not None
        return process, process.stdout.readline().strip()

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def as_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root has to run PostgreSQL as somebody else")
