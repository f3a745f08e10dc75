"""Making a new cluster: complete, or not at all."""

import os
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

from sluss.embedded import trouble
from sluss.embedded.address import DATABASE, SUPERUSER
from sluss.embedded.errors import EmbeddedDatabaseError
from sluss.embedded.home import Home
from sluss.embedded.place import Place, write_private


def ensure_cluster(place: Place, home: Home, *, durable: bool) -> None:
    """Makes the cluster with its superuser and its first database where there is none."""
    if home.cluster.exists():
        return
    fresh = home.cluster.with_name("cluster.new")
    shutil.rmtree(fresh, ignore_errors=True)
    password = secrets.token_urlsafe(24)
    try:
        fresh.mkdir(mode=0o700)
        home.identity.own(fresh)
        _initialise(home, fresh, password, durable=durable)
        _create_database(home, fresh)
        write_private(place.password, password)
    except OSError as error:
        raise EmbeddedDatabaseError(f"The database cannot be made in {home.cluster}: {error.strerror}.") from error
    fresh.rename(home.cluster)


def _initialise(home: Home, fresh: Path, password: str, *, durable: bool) -> None:
    with tempfile.NamedTemporaryFile("w", dir="/tmp", prefix="slusstrappan-") as file:
        file.write(password)
        file.flush()
        home.identity.own(Path(file.name))
        # The builtin provider folds the case of å, ä and ö; plain C does not, and ICU is not in the package.
        options = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options += ["--auth=scram-sha-256", f"--username={SUPERUSER}", f"--pwfile={file.name}", "--no-instructions"]
        options += [] if durable else ["--no-sync"]
        _run(home, [home.program("initdb"), f"--pgdata={fresh}", *options])


def _create_database(home: Home, fresh: Path) -> None:
    command = [home.program("postgres"), "--single", "-D", str(fresh), "postgres"]
    _run(home, command, text=f'CREATE DATABASE "{DATABASE}"\n')


def _run(home: Home, command: list[str], *, text: str = "") -> None:
    environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
    done = subprocess.run(
        command,
        cwd="/",
        env=environment,
        input=text,
        capture_output=True,
        text=True,
        check=False,
        **home.identity.spawn,
    )
    if done.returncode != 0:
        raise trouble.explained("PostgreSQL could not make its database.", done.stdout + done.stderr)
