"""The product as production serves it, and other applications by the same server with the same workers."""

import http.client
import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.bench.installation import free_port
from sluss.operations import processes
from sluss.operations.children import Child

PATIENCE = 60.0
TICKS = os.sysconf("SC_CLK_TCK")
PRODUCT = "sluss.wsgi:application"


@dataclass(frozen=True)
class Server:
    """Gunicorn's master and the port it listens on."""

    port: int
    master: int

    def workers(self) -> list[int]:
        return children_of(self.master)


@contextmanager
def serving(
    application: str, *, host: str, path: str = "/", environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Serve `application` exactly as the product is served, until it answers and then until the end."""
    port = int(os.environ["SLUSS_PORT"]) if application == PRODUCT else free_port()
    product = processes.web(binds=[f"127.0.0.1:{port}"])
    child = Child(
        name=application,
        command=[*product.command[:-1], application],
        environment={**product.environment, **(environment or {})},
        folder=product.folder,
    )
    with ExitStack() as stack:
        reading_end, writing_end = os.pipe()
        stack.callback(os.close, reading_end)
        stack.callback(os.close, writing_end)
        child.start(tether_end=reading_end)
        stack.callback(child.stop)
        assert child.process is not None
        _wait(child.process, port, host, path)
        yield Server(port, child.process.pid)


def children_of(parent: int) -> list[int]:
    text = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(pid) for pid in text.split()]


def cpu_seconds(pids: list[int]) -> float:
    """What the processes have used of the processor so far, their own work and the system's for them."""
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(field[11]) + int(field[12]) for field in fields) / TICKS


def memory_mb(pids: list[int]) -> float:
    """Proportional set size: shared pages are divided between those who share them."""
    kilobytes = 0
    for pid in pids:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        kilobytes += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1024


def _wait(process: subprocess.Popen[bytes], port: int, host: str, path: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", path, headers={"Host": host})
            connection.getresponse().read()
        except OSError:
            time.sleep(0.2)
        else:
            return
        finally:
            connection.close()
    raise RuntimeError("the server did not come up; its words are above")
