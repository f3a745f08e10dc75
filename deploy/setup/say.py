"""What the set-up says: one line per step, with its seconds, and a remedy where a step fails."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

LAST_LINES = 15


class StepError(Exception):
    """A step failed; the message says what failed and what to do."""


@contextmanager
def step(text: str) -> Iterator[None]:
    """Says what is being done while it is done, and how long it took."""
    print(f"  {text} ... ", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - began:.1f} s", flush=True)


def run(command: Sequence[str], *, remedy: str, cwd: Path | None = None) -> None:
    """Runs a program silently. Raises StepError with the end of its output and the remedy."""
    try:
        done = subprocess.run(
            list(command),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise StepError(f"{command[0]} could not be started: {error}\n{remedy}") from error
    if done.returncode != 0:
        said = "\n".join("    " + line for line in done.stdout.strip().splitlines()[-LAST_LINES:])
        raise StepError(f"This command failed: {' '.join(command)}\n{said}\n{remedy}")


def fault(text: str) -> int:
    """Prints a fault; returns the exit code that goes with it."""
    print(f"Fault: {text}", file=sys.stderr, flush=True)
    return 1
