"""The supervisor: keeps web and worker running, and stops them in order when it is asked to end."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from sluss.operations.children import Child
from sluss.operations.console import Console

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOK = 0.2  # seconds between two looks at the children


class Supervisor:
    """Runs children, given in the order in which they are to be stopped."""

    def __init__(self, *, children: Sequence[Child], console: Console) -> None:
        self.children = children
        self.console = console
        self.asked_to_end = threading.Event()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Starts the children; on the way out, however that is, stops them."""
        reading_end, writing_end = os.pipe()
        self.tether_end = reading_end
        before = {number: signal.signal(number, self._end) for number in SIGNALS}
        try:
            for child in self.children:
                child.start(tether_end=reading_end)
            yield
        finally:
            self._stop()
            os.close(writing_end)
            os.close(reading_end)
            for number, handler in before.items():
                signal.signal(number, handler)

    def wait_until(self, condition: Callable[[], bool], *, seconds: float) -> bool:
        """Keeps the children running until the condition holds; False after the seconds, or when asked to end."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self.asked_to_end.is_set():
            if condition():
                return True
            self._look_after_children()
        return False

    def keep_running(self) -> None:
        """Returns when asked to end."""
        while not self.asked_to_end.is_set():
            self._look_after_children()

    def _look_after_children(self) -> None:
        for child in self.children:
            if child.process is not None and not child.runs:
                code = child.process.returncode
                pause = child.schedule()
                self.console.say(f"  {child.name} ended by itself (code {code}), starting it again in {pause:.1f} s")
            elif child.process is None and time.monotonic() >= child.not_before:
                child.start(tether_end=self.tether_end)
        self.asked_to_end.wait(LOOK)

    def _stop(self) -> None:
        for child in self.children:
            with self.console.step(f"stopping {child.name}"):
                child.stop()

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self.asked_to_end.set()
