"""The embedded database: started by the first user, joined by others, stopped after the last, back after a crash."""

import os
import shutil
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from sluss.embedded import EmbeddedDatabaseError, running, server
from sluss.embedded.home import cluster_folder
from sluss.embedded.place import Place
from tests.embedded.conftest import Process, eventually, server_runs

StartUser = Callable[[Path], tuple[Process, str]]


def answer(dsn: str, question: str = "SELECT 1") -> object:
    with psycopg.connect(dsn, connect_timeout=5) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def answers(dsn: str) -> bool:
    try:
        return answer(dsn) == 1
    except psycopg.OperationalError:
        return False


def leave(process: Process) -> None:
    process.communicate("\n", timeout=60)
    assert process.returncode == 0


def test_first_use_makes_a_cluster_that_answers_and_stops(data: Path) -> None:
    with running(data, durable=False) as address:
        dsn = address.dsn("slusstrappan")
        assert address.host == "127.0.0.1"
        assert answer(dsn) == 1
        assert answer(dsn, "SELECT lower('ÅÄÖ')") == "åäö"
        assert answer(dsn, "SELECT current_setting('server_encoding')") == "UTF8"
        assert answer(dsn, "SELECT current_setting('fsync')") == "off"
    assert not server_runs(data)
    assert not answers(dsn)


def test_durable_use_keeps_what_was_written(data: Path) -> None:
    with running(data) as address:
        assert answer(address.dsn("slusstrappan"), "SELECT current_setting('fsync')") == "on"
        with psycopg.connect(address.dsn("slusstrappan")) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    with running(data) as again:
        assert again == address
        assert answer(again.dsn("slusstrappan"), "SELECT number FROM kept") == 7


def test_wrong_password_is_refused(data: Path) -> None:
    with running(data, durable=False) as address:
        wrong = address.dsn("slusstrappan").replace(address.password, "guessed")
        assert not answers(wrong)
        assert answers(address.dsn("slusstrappan"))


def test_second_user_joins_and_last_one_out_stops(data: Path, start_user: StartUser) -> None:
    first, dsn = start_user(data)
    second, joined = start_user(data)
    assert joined == dsn
    leave(first)
    assert server_runs(data)
    assert answers(dsn)
    leave(second)
    assert not server_runs(data)
    assert not answers(dsn)


def test_killed_user_leaves_nothing_running(data: Path, start_user: StartUser) -> None:
    user, dsn = start_user(data)
    assert answers(dsn)
    user.send_signal(signal.SIGKILL)
    assert eventually(lambda: not server_runs(data))
    assert not answers(dsn)


def test_killed_postmaster_comes_back_on_the_same_port(data: Path, start_user: StartUser) -> None:
    user, dsn = start_user(data)
    before = server.read_postmaster(cluster_folder(Place(data)))
    assert before is not None
    os.kill(before.pid, signal.SIGKILL)
    assert eventually(lambda: _pid(data) not in (None, before.pid) and answers(dsn))
    leave(user)
    assert not server_runs(data)


def test_killed_guard_leaves_no_server_and_next_user_starts_one(data: Path, start_user: StartUser) -> None:
    if not Path("/proc/self").exists():
        pytest.skip("only Linux tells a child of its parent's death")
    first, dsn = start_user(data)
    postmaster = _pid(data)
    assert postmaster is not None
    guard = int(Path(f"/proc/{postmaster}/stat").read_text().rsplit(")", 1)[1].split()[1])
    os.kill(guard, signal.SIGKILL)
    second, joined = start_user(data)
    assert joined == dsn
    assert answers(dsn)
    assert _pid(data) != postmaster
    leave(second)
    leave(first)
    assert not server_runs(data)


def test_port_taken_meanwhile_is_replaced(data: Path) -> None:
    with running(data, durable=False) as address:
        first = address.port
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", first))
        squatter.listen()
        with running(data, durable=False) as address:
            assert address.port != first
            assert answers(address.dsn("slusstrappan"))


def test_lost_cluster_is_said_in_plain_words(data: Path) -> None:
    data.mkdir()
    (data / "location").write_text(f"{data}/elsewhere/cluster\n")
    with pytest.raises(EmbeddedDatabaseError, match="which is gone"), running(data):
        pass
    assert not server_runs(data)


def test_root_with_closed_folder_puts_the_cluster_where_it_can_be_reached(
    data: Path, as_root: None, capfd: pytest.CaptureFixture[str]
) -> None:
    data.parent.chmod(0o700)
    with running(data, durable=False) as address:
        assert answers(address.dsn("slusstrappan"))
        cluster = cluster_folder(Place(data))
        assert cluster.is_relative_to("/var/lib/slusstrappan")
        assert cluster.stat().st_uid != 0
    assert "cannot reach" in capfd.readouterr().err
    assert data.parent.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(cluster.parent)


def _pid(data: Path) -> int | None:
    state = server.read_postmaster(cluster_folder(Place(data)))
    return state.pid if state is not None and state.ready and server.is_alive(state.pid) else None
