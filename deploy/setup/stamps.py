"""Stamps: a file beside a result says what that was made from, so that it is made again only when that changes."""

from __future__ import annotations

import hashlib
from pathlib import Path


def digest(*sources: Path, words: str = "") -> str:
    """One mark for the content of the files and the given words."""
    mark = hashlib.sha256(words.encode())
    for source in sources:
        mark.update(hashlib.sha256(source.read_bytes()).digest())
    return mark.hexdigest()


def is_current(stamp: Path, mark: str) -> bool:
    return stamp.is_file() and stamp.read_text() == mark


def write(stamp: Path, mark: str) -> None:
    stamp.write_text(mark)
