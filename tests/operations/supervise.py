"""A supervisor in a process of its own, with one child that follows the tether; prints the child's process id."""

import sys
from pathlib import Path

from django.core.management.base import OutputWrapper

from sluss.operations.children import Child
from sluss.operations.console import Console
from sluss.operations.supervisor import Supervisor

CHILD = "from sluss.operations import tether; import signal, time; tether.GRACE = 0.1; tether.follow()"
DEAF = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"
WAIT = "time.sleep(600)"

if __name__ == "__main__":
    root = Path(__file__).resolve().parents[2]
    environment = {"PYTHONPATH": str(root / "platform")}
    script = "; ".join([CHILD, *([DEAF] if "deaf" in sys.argv else []), WAIT])
    child = Child(name="child", command=[sys.executable, "-c", script], environment=environment, folder=root)
    supervisor = Supervisor(children=[child], console=Console(OutputWrapper(sys.stderr)))
    with supervisor.running():
        assert child.process is not None
        print(child.process.pid, flush=True)
        supervisor.keep_running()
