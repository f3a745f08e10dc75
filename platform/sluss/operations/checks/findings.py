"""What a check of the doctor says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warning", "fault"]


@dataclass(frozen=True)
class Finding:
    """One line of the doctor; `remedy` says in plain language what to do."""

    level: Level
    text: str
    remedy: str = ""


Check = Callable[[], Iterator[Finding]]


def finding(good: bool, text: str, *, otherwise: str, remedy: str, level: Level = "fault") -> Finding:
    """`text` where all is well, else `otherwise` with the remedy, at the given level."""
    return Finding("ok", text) if good else Finding(level, otherwise, remedy)
