"""Using the embedded database: the one way in for every process."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sluss.embedded import home, locks, server
from sluss.embedded.address import HOST, SUPERUSER, ClusterAddress
from sluss.embedded.errors import EmbeddedDatabaseError
from sluss.embedded.place import Place, open_private, prepare

PATIENCE = 180.0  # seconds for a start, a recovery or a stop by another process
LEAVING = 60.0  # seconds that the last user waits for the stop
READY = "ready"
SOURCE_ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def running(data_dir: Path, *, durable: bool = True) -> Iterator[ClusterAddress]:
    """The cluster of `data_dir`, started if nobody runs it, and left as it was found.

    The first use makes the cluster, with an empty database `slusstrappan`. `durable=False` trades safety at a power
    cut for speed (tests); it counts for the process that starts the server. Raises EmbeddedDatabaseError.
    """
    place = prepare(data_dir)
    lease = locks.held(place.lease, kind=locks.SHARED, seconds=PATIENCE, waiting_for="the embedded database to stop")
    try:
        with lease:
            _ensure_started(place, durable=durable)
            yield _address(place)
    finally:
        _wait_if_last(place)


def _ensure_started(place: Place, *, durable: bool) -> None:
    with locks.held(place.start, kind=locks.EXCLUSIVE, seconds=PATIENCE, waiting_for="another process to start it"):
        if locks.is_held(place.guard):
            _wait_until_ready(place)
        else:
            _start_guard(place, durable=durable)


def _start_guard(place: Place, *, durable: bool) -> None:
    command = [sys.executable, "-m", "sluss.embedded.guard", str(place.folder), *([] if durable else ["fast"])]
    paths = [str(SOURCE_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    log = open_private(place.guard_log, os.O_WRONLY | os.O_APPEND)
    try:
        starter = subprocess.Popen(
            command,
            cwd="/",
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
    finally:
        os.close(log)
    with starter:
        *notices, report = starter.communicate()[0].decode().splitlines() or [""]
    for notice in notices:
        sys.stderr.write(f"{notice}\n")
    if report != READY:
        raise EmbeddedDatabaseError(report or f"The embedded database did not start; see {place.guard_log}.")


def _wait_until_ready(place: Place) -> None:
    deadline = time.monotonic() + PATIENCE
    cluster = home.cluster_folder(place)
    while time.monotonic() < deadline:
        state = server.read_postmaster(cluster)
        if state is not None and state.ready and server.is_alive(state.pid):
            return
        time.sleep(locks.POLL)
    raise EmbeddedDatabaseError(f"The embedded database does not answer; see {place.server_log}.")


def _address(place: Place) -> ClusterAddress:
    try:
        port, password = int(place.port.read_text()), place.password.read_text()
    except (OSError, ValueError) as error:
        raise EmbeddedDatabaseError(f"The files of the database in {place.folder} are not complete: {error}") from error
    return ClusterAddress(host=HOST, port=port, user=SUPERUSER, password=password)


def _wait_if_last(place: Place) -> None:
    """Waits until the server is down, unless others use it: then it returns at once."""
    deadline = time.monotonic() + LEAVING
    with locks.opened(place.lease) as lease:
        while locks.is_held(place.guard) and time.monotonic() < deadline:
            if _others_hold(lease):
                return
            time.sleep(locks.POLL)


def _others_hold(lease: int) -> bool:
    """Exclusive is refused and shared granted only where other users are left; the guard's lock refuses both."""
    if locks.try_lock(lease, locks.EXCLUSIVE):
        locks.unlock(lease)
        return False
    if not locks.try_lock(lease, locks.SHARED):
        return False
    locks.unlock(lease)
    return True
