"""Other programs of ours, run from the bench."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sluss.operations.environments import SOURCE_ROOTS

REPOSITORY = Path(__file__).resolve().parents[2]


def run(arguments: Sequence[str], *, paths: Sequence[Path] = (), variables: Mapping[str, str] | None = None) -> str:
    """What Python says when it runs with these arguments. Raises RuntimeError with its complaints."""
    environment = (
        os.environ | {"PYTHONPATH": os.pathsep.join(map(str, [*paths, *SOURCE_ROOTS]))} | dict(variables or {})
    )
    done = subprocess.run(
        [sys.executable, *arguments], cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.strip()[-2000:]}")
    return done.stdout.strip()
