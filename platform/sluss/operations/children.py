"""One child process of the supervisor: started, started again with growing pauses, and ended."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from sluss.operations import tether

STABLE = 60.0  # seconds after which a child counts as having started well
SHORTEST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
GRACE = 15.0  # seconds between the request to end and the kill


class Child:
    """A process that is to run as long as the supervisor does."""

    def __init__(self, *, name: str, command: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        self.name = name
        self.command = command
        self.environment = environment
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0
        self.pause = 0.0
        self.not_before = 0.0

    def start(self, *, tether_end: int) -> None:
        """Starts the process in a session of its own, so that Ctrl+C reaches the supervisor alone."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env={**self.environment, tether.VARIABLE: str(tether_end)},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=[tether_end],
        )

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def schedule(self) -> float:
        """After a death: sets and returns the seconds until it may be started again."""
        stable = time.monotonic() - self.started > STABLE
        self.pause = SHORTEST_PAUSE if stable or not self.pause else min(LONGEST_PAUSE, self.pause * 2)
        self.not_before = time.monotonic() + self.pause
        self.process = None
        return self.pause

    def stop(self) -> None:
        """Asks it to end, and kills it with all that it started where it does not."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
