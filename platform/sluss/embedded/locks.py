"""File locks. The kernel releases them when a process ends, however it ends."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sluss.embedded.errors import EmbeddedDatabaseError
from sluss.embedded.place import open_private

SHARED = fcntl.LOCK_SH
EXCLUSIVE = fcntl.LOCK_EX
POLL = 0.02  # seconds


def try_lock(descriptor: int, kind: int) -> bool:
    """Takes the lock if that is possible at once."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def block_until_locked(descriptor: int, kind: int) -> None:
    """Takes the lock, however long that takes."""
    fcntl.flock(descriptor, kind)


def unlock(descriptor: int) -> None:
    fcntl.flock(descriptor, fcntl.LOCK_UN)


def is_held(path: Path) -> bool:
    """Whether another process holds the file exclusively."""
    with opened(path) as descriptor:
        return not try_lock(descriptor, SHARED)


@contextmanager
def opened(path: Path) -> Iterator[int]:
    descriptor = open_private(path, os.O_RDWR)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def held(path: Path, *, kind: int, seconds: float, waiting_for: str) -> Iterator[int]:
    """Holds the file's lock. Raises EmbeddedDatabaseError when it is not to be had within `seconds`."""
    deadline = time.monotonic() + seconds
    with opened(path) as descriptor:
        while not try_lock(descriptor, kind):
            if time.monotonic() > deadline:
                raise EmbeddedDatabaseError(
                    f"Waited {seconds:.0f} seconds for {waiting_for}, in vain. The log is in {path.parent}."
                )
            time.sleep(POLL)
        yield descriptor
