"""Pango is installed once where that can be done, and its lack never stops the set-up."""

from pathlib import Path

import pytest

from deploy.setup import pango, say


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine that lacks the library and has never tried."""
    monkeypatch.setattr(pango, "find_library", lambda name: None)
    monkeypatch.setattr(pango, "TRIED", tmp_path / "tried")
    return tmp_path / "tried"


def test_library_that_is_there_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pango, "find_library", lambda name: f"lib{name}.so.0")
    monkeypatch.setattr(say, "run", lambda *args, **kwargs: pytest.fail("nothing is to be installed"))
    pango.prepare()
    assert pango.missing() == []


def test_failing_install_is_told_once_and_stops_nothing(
    without: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []

    def refuse(command: list[str], **kwargs: object) -> None:
        asked.append(command)
        raise say.StepError("no way out")

    monkeypatch.setattr(pango.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(pango.os, "geteuid", lambda: 0)
    monkeypatch.setattr(say, "run", refuse)
    pango.prepare()
    pango.prepare()
    assert asked == [["/usr/bin/apt-get", "update", "-q"]]
    assert "no way out" in capsys.readouterr().err


def test_without_the_right_to_install_it_says_where_to_look(
    without: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pango.os, "geteuid", lambda: 1000)
    pango.prepare()
    assert "manage.py doctor" in capsys.readouterr().out
    assert not without.exists()
