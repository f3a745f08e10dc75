"""Finding a Python 3.12 or later by running what may be one: only then does a broken shim show."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

OLDEST = (3, 12)
NAMES = ("python3.14", "python3.13", "python3.12", "python3")
HOMEBREW = (Path("/opt/homebrew/bin"), Path("/usr/local/bin"), Path("/home/linuxbrew/.linuxbrew/bin"))
QUESTION = "import sys; print('%d.%d' % sys.version_info[:2]); print(sys.executable)"
PATIENCE = 20  # seconds for one candidate to answer


def version_in(name: str) -> tuple[int, ...]:
    """The numbers of a folder such as 3.13.0, for sorting; other names come last."""
    return tuple(int(part) for part in name.split(".")) if re.fullmatch(r"\d+(\.\d+)*", name) else ()


def pyenv_folders() -> Iterator[Path]:
    """The versions that pyenv keeps, newest first."""
    roots = [os.environ.get("PYENV_ROOT"), str(Path.home() / ".pyenv")]
    for root in dict.fromkeys(filter(None, roots)):
        folders = Path(root, "versions")
        if folders.is_dir():
            yield from sorted(folders.iterdir(), key=lambda folder: version_in(folder.name), reverse=True)


def candidates() -> Iterator[str]:
    """Programs that may be a Python, the most likely first."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            yield found
    for folder in pyenv_folders():
        yield str(folder / "bin" / "python")
    for folder in HOMEBREW:
        for name in NAMES:
            yield str(folder / name)


def examine(program: str) -> tuple[tuple[int, ...], str] | None:
    """Version and real path of a Python, or None where the program is missing or broken."""
    try:
        done = subprocess.run(
            [program, "-I", "-c", QUESTION],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        version, path = done.stdout.strip().splitlines()
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return version_in(version), path


def first_suitable(programs: Iterable[str]) -> str | None:
    """The path of the first program that is a Python of the wanted age."""
    for program in programs:
        answer = examine(program)
        if answer is not None and answer[0] >= OLDEST:
            return answer[1]
    return None
