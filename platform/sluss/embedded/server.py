"""One postgres process: its command line, its birth and its state as its own pid file tells it."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sluss.embedded.address import HOST
from sluss.embedded.home import Home
from sluss.embedded.locks import POLL
from sluss.embedded.place import Place, open_private

SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "max_locks_per_transaction": "256",  # many schemas in one transaction
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_destination": "stderr",
    "logging_collector": "off",
}
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
LOG_LIMIT = 10_000_000  # bytes; a longer log is begun anew at the next start
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Postmaster:
    """What postmaster.pid says."""

    pid: int
    ready: bool


def read_postmaster(cluster: Path) -> Postmaster | None:
    """The state in postmaster.pid, or None where there is none; its process may be long gone."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
        return Postmaster(int(lines[0]), lines[-1].strip() == "ready")
    except (FileNotFoundError, IndexError, ValueError):
        return None


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def free_port() -> int:
    """A port that is free at this moment; the caller must be ready to find it taken."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def spawn(place: Place, home: Home, *, port: int, durable: bool) -> subprocess.Popen[bytes]:
    """Starts postgres; whether it comes up is for the caller to watch."""
    settings = SETTINGS | ({} if durable else FAST) | {"port": str(port)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    log = open_private(place.server_log, os.O_WRONLY | os.O_APPEND)
    try:
        if os.fstat(log).st_size > LOG_LIMIT:
            os.ftruncate(log, 0)
        return subprocess.Popen(
            [home.program("postgres"), "-D", str(home.cluster), *options],
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=_die_with_parent(),  # noqa: PLW1509  (the guard has one other thread, which holds no lock)
            **home.identity.spawn,
        )
    finally:
        os.close(log)


def _die_with_parent() -> Callable[[], None] | None:
    """Linux: a killed guard must not leave a server behind that nobody stops. Set after the change of user."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl

    def ask_kernel() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)

    return ask_kernel


def stop_earlier(cluster: Path, *, seconds: float) -> None:
    """Ends a postgres that lost its guard, and clears a pid file whose number now belongs to another program."""
    earlier = read_postmaster(cluster)
    if earlier is None or not is_alive(earlier.pid):
        return
    if not _serves(earlier.pid, cluster):
        (cluster / "postmaster.pid").unlink(missing_ok=True)
        return
    with contextlib.suppress(ProcessLookupError):
        os.kill(earlier.pid, signal.SIGINT)
    deadline = time.monotonic() + seconds
    while is_alive(earlier.pid) and time.monotonic() < deadline:
        time.sleep(POLL)


def _serves(pid: int, cluster: Path) -> bool:
    """Whether the process is a postgres on this cluster: postgres works inside its data folder."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cwd").readlink() == cluster.resolve()
        except OSError:
            return False
    done = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return str(cluster) in done.stdout
