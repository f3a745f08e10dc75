"""Lines on a terminal that may be gone."""

import contextlib
import io
import time
from collections.abc import Iterator

from django.core.management.base import OutputWrapper


class Console:
    """Says what happens. A closed terminal must not keep the platform from stopping in order."""

    def __init__(self, out: OutputWrapper) -> None:
        self.out = out

    def say(self, text: str = "", *, end: str = "\n") -> None:
        with contextlib.suppress(OSError):
            self.out.write(text, ending=end)
            self.out.flush()

    @contextlib.contextmanager
    def step(self, text: str) -> Iterator[io.TextIOBase]:
        """One line: what is being done, and when it is done its seconds. What is written to the stream goes between."""
        self.say(f"  {text} ... ", end="")
        began = time.monotonic()
        between = Between(self)
        yield between
        self.say(f"{'    ' if between.used else ''}{time.monotonic() - began:.1f} s")


class Between(io.TextIOBase):
    """A stream for a command's own lines, which begin below the line of the step."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        self.console = console
        self.used = False

    def write(self, text: str) -> int:
        if not self.used:
            self.console.say()
        self.used = True
        self.console.say(f"    {text.strip()}")
        return len(text)
