"""The tether: children of the supervisor end with it, even where it is killed and cannot tell them.

The supervisor alone holds the writing end of a pipe. When it is gone, however it went, reading the other end returns.
"""

import os
import signal
import threading
import time
from collections.abc import Callable

VARIABLE = "SLUSS_TETHER"
GRACE = 10.0  # seconds


def follow() -> None:
    """In a process that the supervisor started, or in one of its web workers: end when the supervisor has ended."""
    descriptor = os.environ.pop(VARIABLE, "")
    if descriptor:
        end = _parent_ender() if os.environ.get("SLUSS_PROCESS") == "web" else _end_self
        threading.Thread(target=_wait, args=(int(descriptor), end), name="tether", daemon=True).start()


def _wait(descriptor: int, end: Callable[[], None]) -> None:
    os.read(descriptor, 1)
    end()


def _end_self() -> None:
    """In order where that is possible: the database may be gone with the supervisor, and work may wait for it."""
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)


def _parent_ender() -> Callable[[], None]:
    """A web worker ends by its parent, gunicorn, which would otherwise replace it; orphaned, it ends by itself."""
    parent = os.getppid()

    def end() -> None:
        if os.getppid() == parent:
            os.kill(parent, signal.SIGTERM)
        else:
            _end_self()

    return end
