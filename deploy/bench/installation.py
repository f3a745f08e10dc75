"""An installation of its own for one run of the bench: folder, durable cluster, Django's settings. Gone afterwards."""

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from sluss.embedded import running
from sluss.embedded.address import DATABASE

FOREIGN = ("DATABASE_URL", "DATABASE_APP_URL", "DATABASE_MIGRATE_URL", "DATABASE_RECORDS_URL", "SLUSS_PROCESS")
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "sluss.settings",
    "SLUSS_DEBUG": "0",
    "SLUSS_DEMO": "0",
    "SLUSS_DOMAIN": "localhost",
    "SLUSS_EMBEDDED": "1",
}


@contextmanager
def installed() -> Iterator[Path]:
    """Django set up on an empty, durable cluster; gives the folder that goes away with it."""
    with tempfile.TemporaryDirectory(prefix="slusstrappan-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL's own user must get in where we are root
        for variable in FOREIGN:
            os.environ.pop(variable, None)
        os.environ |= PRODUCTION | {"SLUSS_DATA": str(folder / "data"), "SLUSS_PORT": str(free_port())}
        with running(folder / "data" / "pg", durable=True) as address:
            os.environ["DATABASE_URL"] = address.dsn(DATABASE)
            django.setup()
            yield folder
            _let_go()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _let_go() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
    connections["default"].close_pool()  # type: ignore[attr-defined]
