"""The guard: a detached process that owns postgres and stops it when nobody holds the lease any more.

It waits for the exclusive lock on the lease. Users hold shared locks, which the kernel releases even when a user is
killed, so that getting the lock means that no user is left. Run as ``python -m sluss.embedded.guard FOLDER [fast]``.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from sluss.embedded import creation, locks, server, trouble
from sluss.embedded.errors import EmbeddedDatabaseError
from sluss.embedded.home import Home, resolve
from sluss.embedded.place import Place, open_private, write_private

PORT_TRIES = 5
LONGEST_PAUSE = 5.0  # seconds between two tries to bring a dead server back
STOP_PATIENCE = 30.0  # seconds for a fast stop, before an immediate one
STABLE = 30.0  # seconds after which a server counts as having come up well


class Guard:
    """Keeps one postgres running until it is asked to stop."""

    def __init__(self, *, place: Place, home: Home, durable: bool) -> None:
        self.place = place
        self.home = home
        self.durable = durable
        self.stopping = threading.Event()
        self.child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts postgres and returns when it takes connections. Raises EmbeddedDatabaseError."""
        for _ in range(PORT_TRIES):
            port = self._port()
            offset = self.place.server_log.stat().st_size if self.place.server_log.exists() else 0
            if self._spawn_and_wait(port):
                return
            said = trouble.log_since(self.place.server_log, offset)
            if trouble.PORT_TAKEN not in said:
                raise trouble.explained("The embedded PostgreSQL did not start.", said)
            self.place.port.unlink(missing_ok=True)
        raise EmbeddedDatabaseError(f"No free port was found for the embedded PostgreSQL in {PORT_TRIES} tries.")

    def keep_running(self) -> None:
        """Brings postgres back, on the same port, whenever it dies by itself; returns after a wanted stop."""
        pause, began = 0.0, time.monotonic()
        while not self.stopping.is_set():
            if self.child is not None:
                self.child.wait()
            if self.stopping.is_set():
                return
            pause = 0.0 if time.monotonic() - began > STABLE else min(LONGEST_PAUSE, pause * 2 or 0.1)
            say(f"postgres ended by itself, starting it again in {pause:.1f} s")
            self.stopping.wait(pause)
            began = time.monotonic()
            if not self.stopping.is_set() and self._spawn_and_wait(self._port()):
                say("postgres is back")

    def stop(self) -> None:
        """Fast stop; an immediate one where that takes too long. Safe to call from another thread, and twice."""
        self.stopping.set()
        child = self.child
        if child is None:
            return
        child.send_signal(signal.SIGINT)
        try:
            child.wait(STOP_PATIENCE)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGQUIT)
            child.wait()

    def _port(self) -> int:
        try:
            return int(self.place.port.read_text())
        except (FileNotFoundError, ValueError):
            port = server.free_port()
            write_private(self.place.port, str(port))
            return port

    def _spawn_and_wait(self, port: int) -> bool:
        """Whether postgres came up. Waits as long as it lives: recovery after a crash may take its time."""
        self.child = server.spawn(self.place, self.home, port=port, durable=self.durable)
        if self.stopping.is_set():  # the stop may have come before there was a child to tell
            self.child.send_signal(signal.SIGINT)
        while self.child.poll() is None:
            state = server.read_postmaster(self.home.cluster)
            if state is not None and state.ready and state.pid == self.child.pid:
                return True
            time.sleep(locks.POLL)
        return False


def say(text: str) -> None:
    sys.stderr.write(f"{time.strftime('%Y-%m-%d %H:%M:%S UTC', time.gmtime())} {text}\n")


def prepared(place: Place, *, durable: bool) -> Guard:
    """A guard whose postgres takes connections. Raises EmbeddedDatabaseError."""
    home = resolve(place)
    creation.ensure_cluster(place, home, durable=durable)
    server.stop_earlier(home.cluster, seconds=STOP_PATIENCE)
    guard = Guard(place=place, home=home, durable=durable)
    guard.start()
    return guard


def stop_after_last_user(guard: Guard, lease: int) -> None:
    """Keeps the exclusive lock until the process ends: whoever comes meanwhile waits, then starts anew."""
    locks.block_until_locked(lease, locks.EXCLUSIVE)
    say("the last user has left, stopping postgres")
    guard.stop()


def serve(place: Place, *, durable: bool) -> None:
    """Starts, reports `ready` or the error on standard output, then guards until the last user has left."""
    lease = open_private(place.lease, os.O_RDWR)
    try:
        guard = prepared(place, durable=durable)
    except EmbeddedDatabaseError as error:
        say(str(error))
        report(str(error))
        return
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=guard.stop).start())
    threading.Thread(target=stop_after_last_user, args=(guard, lease), daemon=True).start()
    report("ready")
    guard.keep_running()
    guard.stop()
    say("postgres is stopped")


def report(text: str) -> None:
    """Tells the process that waits for the start, then lets go of its pipe."""
    os.write(1, text.encode())
    os.dup2(2, 1)


def main() -> None:
    place, durable = Place(Path(sys.argv[1])), "fast" not in sys.argv[2:]
    if os.fork():
        os._exit(0)  # the starter waits for this process only, and the guard belongs to nobody
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Somebody may look at this moment whether a guard is there, which takes the lock for an instant.
    with locks.held(place.guard, kind=locks.EXCLUSIVE, seconds=5, waiting_for="an earlier guard to end"):
        serve(place, durable=durable)


if __name__ == "__main__":
    main()
