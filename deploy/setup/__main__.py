"""`python3 -m deploy.setup`: everything a checkout needs to run. Any Python from 3.8 on, standard library only."""

from __future__ import annotations

import fcntl
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.setup import assets, node, packages, pango, say, texts
from deploy.setup.places import TOOLS


@contextmanager
def alone() -> Iterator[None]:
    """Two set-ups at the same time wait for each other; the second then finds everything done."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "setup.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("  another set-up is running here, waiting for it", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def main() -> int:
    began = time.monotonic()
    print("Setting up Slusstrappan", flush=True)
    try:
        with alone():
            packages.prepare()
            node.prepare()
            assets.prepare()
            texts.prepare()
            pango.prepare()
    except say.StepError as error:
        return say.fault(str(error))
    except OSError as error:
        return say.fault(f"{error}. See that this folder can be written by you.")
    print(f"  set up in {time.monotonic() - began:.1f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
