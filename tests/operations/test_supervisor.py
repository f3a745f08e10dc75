"""The supervisor: brings children back, stops them in order, and takes them along when it is killed."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management.base import OutputWrapper

from sluss.operations.children import Child
from sluss.operations.console import Console
from sluss.operations.supervisor import Supervisor

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
WAITING = """
import pathlib, signal, sys, time
def end(*_):
    with pathlib.Path(sys.argv[1]).open("a") as file: file.write(sys.argv[2])
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
pathlib.Path(sys.argv[1] + sys.argv[2]).touch()
time.sleep(600)
"""


def eventually(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def waiting_child(log: Path, name: str) -> Child:
    """A child that says in the log that it was asked to end."""
    return Child(name=name, command=[sys.executable, "-c", WAITING, str(log), name], environment={}, folder=ROOT)


def supervisor_of(*children: Child) -> tuple[Supervisor, io.StringIO]:
    said = io.StringIO()
    return Supervisor(children=children, console=Console(OutputWrapper(said))), said


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").exists() and ") Z " in Path(f"/proc/{pid}/stat").read_text()


def test_children_are_stopped_in_the_given_order(tmp_path: Path) -> None:
    log = tmp_path / "log"
    supervisor, _said = supervisor_of(waiting_child(log, "w"), waiting_child(log, "j"))
    with supervisor.running():
        assert eventually(lambda: Path(f"{log}w").exists() and Path(f"{log}j").exists())
    assert log.read_text() == "wj"
    assert not any(child.runs for child in supervisor.children)


def test_dead_child_is_started_again(tmp_path: Path) -> None:
    child = waiting_child(tmp_path / "log", "w")
    supervisor, said = supervisor_of(child)
    with supervisor.running():
        assert child.process is not None
        first = child.process.pid
        os.kill(first, signal.SIGKILL)
        assert supervisor.wait_until(lambda: child.process is not None and child.process.pid != first, seconds=PATIENCE)
        assert eventually(Path(f"{tmp_path / 'log'}w").exists)
    assert "w ended by itself (code -9), starting it again in 0.5 s" in said.getvalue()


def test_pauses_grow_while_a_child_keeps_failing() -> None:
    child = Child(name="w", command=["true"], environment={}, folder=ROOT)
    child.started = time.monotonic()
    assert [child.schedule() for _ in range(8)] == [0.5, 1, 2, 4, 8, 16, 30, 30]


def test_asked_to_end_by_signal_leaves_the_loop(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGHUP)
    supervisor, _said = supervisor_of(waiting_child(tmp_path / "log", "w"))
    with supervisor.running():
        os.kill(os.getpid(), signal.SIGHUP)
        supervisor.keep_running()
        assert supervisor.asked_to_end.is_set()
    assert signal.getsignal(signal.SIGHUP) is before


@pytest.mark.parametrize("manner", ["willing", "deaf"])
def test_killed_supervisor_takes_its_children_along(manner: str) -> None:
    script = Path(__file__).with_name("supervise.py")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "platform")}
    with subprocess.Popen(
        [sys.executable, str(script), manner], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        assert not is_gone(child)
        process.kill()
    assert eventually(lambda: is_gone(child))


def test_console_survives_a_closed_terminal() -> None:
    reading_end, writing_end = os.pipe()
    os.close(reading_end)
    terminal = os.fdopen(writing_end, "w")
    console = Console(OutputWrapper(terminal))
    with console.step("stopping"):
        console.say("still here")
    os.dup2(os.open(os.devnull, os.O_WRONLY), writing_end)
    terminal.close()
