"""Test databases: one template per state of the code, one clone of it per worker.

The template holds the region and three municipalities. Cloning takes a fraction of the time that migrating takes, so
a test that must commit gets a fresh clone afterwards instead of emptied tables.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from sluss.registry.models import Federation
from sluss.tenancy import cluster
from sluss.tenancy.provisioning import NewMunicipality, provision
from sluss.tenancy.scope import in_region
from tests.cluster import FOLDER

MUNICIPALITIES = (
    ("1496", "Skövde", "skovde", "skaraborg"),
    ("1497", "Hjo", "hjo", "skaraborg"),
    ("1485", "Uddevalla", "uddevalla", "fyrbodal"),
)
REPOSITORY = Path(__file__).resolve().parents[1]
SHAPES_THE_SCHEMA = ("**/migrations/*.py", "**/models.py", "**/tenancy/*.py", "**/fem_kamrar.py", "**/first_content.py")


# Another run of an earlier state of the code may still be cloning its template.
KEPT_TEMPLATES = 10
TEMPLATES = "SELECT datname FROM pg_database WHERE datname LIKE 'sluss_template_%' ORDER BY oid"


def drop(name: str) -> None:
    with _server() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@cache
def template_name() -> str:
    """Of the code as it was when the run began: somebody may be writing on it meanwhile."""
    digest = hashlib.sha256()
    for storey in ("platform", "shared", "tenants"):
        for pattern in SHAPES_THE_SCHEMA:
            for path in sorted((REPOSITORY / storey).glob(pattern)):
                digest.update(path.read_bytes())
    digest.update(Path(__file__).read_bytes())
    return f"sluss_template_{digest.hexdigest()[:12]}"


def use(name: str) -> None:
    """Point every login at a database and forget the connections to the one before."""
    close()
    settings.DATABASE_ADMIN_URL = _url(name)
    for alias in connections:
        connections[alias].settings_dict["NAME"] = name


def close() -> None:
    for alias in connections:
        connections[alias].close()
        if connections[alias].settings_dict["OPTIONS"].get("pool"):
            connections[alias].close_pool()


def clone(name: str) -> None:
    """Make `name` a fresh copy of the template."""
    drop(name)
    with _server() as server:
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template_name()))
        )
    # Rights on the database itself are not copied with it.
    cluster.grant_database(admin_url=_url(name))


def make_template() -> None:
    """Build today's template unless another worker has; templates of earlier code go."""
    name = template_name()
    with _lock(), _server() as server:
        _sweep(server)
        known = [row[0] for row in server.execute(TEMPLATES)]
        if name in known:
            return
        for old in known[:-KEPT_TEMPLATES]:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(old)))
        draft = f"draft_{name}"
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(draft)))
        use(draft)
        _fill()
        close()
        server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name)))


def _sweep(server: psycopg.Connection) -> None:
    """Drop what killed runs left behind; a run's databases end with the number of its process."""
    for (name,) in server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'sluss_test_%'").fetchall():
        if not Path("/proc", name.rpartition("_")[2]).exists() and Path("/proc").is_dir():
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _fill() -> None:
    call_command("upgrade", verbosity=0)
    with in_region(using="owner"):
        for slug in ("skaraborg", "fyrbodal"):
            Federation.objects.using("owner").create(slug=slug, name=f"{slug.title()}s kommunalförbund")
    for code, name, slug, federation in MUNICIPALITIES:
        provision(
            NewMunicipality(
                code=code,
                name=name,
                full_name=f"{name} kommun",
                slug=slug,
                federation=federation,
                host=f"{slug}.localhost",
            )
        )


def _url(name: str) -> str:
    return urlunsplit(urlsplit(settings.DATABASE_ADMIN_URL)._replace(path=f"/{name}"))


def _server() -> psycopg.Connection:
    return psycopg.connect(_url("postgres"), autocommit=True)


@contextmanager
def _lock() -> Iterator[None]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "template.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
