"""The set-up's choice among the Pythons of a machine."""

import sys
from pathlib import Path

import pytest

from deploy.setup import pythons


def program(folder: Path, name: str, script: str) -> str:
    """A program that answers as the script says."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def answering(folder: Path, name: str, version: str) -> str:
    return program(folder, name, f"echo {version}\necho {folder / name}")


def test_first_suitable_skips_old_broken_and_missing(tmp_path: Path) -> None:
    old = answering(tmp_path, "old", "3.11")
    broken = program(tmp_path, "shim", "echo not installed >&2; exit 127")
    silent = program(tmp_path, "silent", "exit 0")
    good = answering(tmp_path, "good", "3.12")
    newer = answering(tmp_path, "newer", "3.13")
    missing = str(tmp_path / "missing")
    assert pythons.first_suitable([missing, broken, silent, old, good, newer]) == good


def test_first_suitable_is_none_where_all_are_old(tmp_path: Path) -> None:
    assert pythons.first_suitable([answering(tmp_path, "old", "3.9"), str(tmp_path / "missing")]) is None


def test_examine_reads_a_real_python() -> None:
    assert pythons.examine(sys.executable) == (sys.version_info[:2], sys.executable)


def test_candidates_come_from_path_then_pyenv_newest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_path = answering(tmp_path / "bin", "python3.12", "3.12")
    for version in ("3.9.18", "3.13.0", "3.12.1", "3.14.0rc1"):
        (tmp_path / "pyenv" / "versions" / version).mkdir(parents=True)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setenv("HOME", str(tmp_path))
    versions = tmp_path / "pyenv" / "versions"
    expected = [on_path, *(str(versions / name / "bin" / "python") for name in ("3.13.0", "3.12.1", "3.9.18"))]
    assert list(pythons.candidates())[:4] == expected
