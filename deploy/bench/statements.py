"""What the database executes for a page, as its own log says: nothing between page and server is left out."""

import statistics
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings

from deploy.bench.load import Exchange, Job, visit

LOGIN = "sluss_app"
PREFIX = "bench>%u>"
SAID = "LOG:  "
WARM = 40
MEASURED = 5
SETTLED = 0.3  # seconds in which a worker that has answered also gives its connection back
TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def count(exchange: Exchange, *, port: int, log: Path) -> dict[str, float]:
    """Medians for one request: statements, and apart from them SET and the ends of transactions."""
    job = Job(port, [exchange])
    visit(job, count=WARM)
    counted = []
    with _logging():
        for _ in range(MEASURED):
            before = log.stat().st_size
            visit(job, count=1, clients=1)
            time.sleep(SETTLED)
            counted.append(_kinds(log.read_bytes()[before:].decode()))
    kinds = ("statements", "set", "transaction")
    return {kind: statistics.median(numbers[kind] for numbers in counted) for kind in kinds}


@contextmanager
def _logging() -> Iterator[None]:
    with psycopg.connect(settings.DATABASE_ADMIN_URL, autocommit=True) as administrator:
        administrator.execute("ALTER SYSTEM SET log_statement = 'all'")
        administrator.execute(f"ALTER SYSTEM SET log_line_prefix = '{PREFIX}'")
        _reload(administrator)
        try:
            yield
        finally:
            administrator.execute("ALTER SYSTEM RESET ALL")
            _reload(administrator)


def _reload(administrator: psycopg.Connection) -> None:
    administrator.execute("SELECT pg_reload_conf()")
    time.sleep(SETTLED)


def _kinds(log: str) -> Counter[str]:
    """The log goes on with a tab where a statement has several lines."""
    found: Counter[str] = Counter()
    for line in log.replace("\n\t", " ").splitlines():
        prefix, _, said = line.partition(f"bench>{LOGIN}>")
        if prefix or not said.startswith(SAID):
            continue
        found[_kind(said.removeprefix(SAID).partition(": ")[2])] += 1
    return found


def _kind(sql: str) -> str:
    """The log writes `statement: …`, or `execute <name>: …` where a statement was sent in parts."""
    words = sql.strip().upper()
    if words.startswith("SET "):
        return "set"
    if words.startswith(TRANSACTION):
        return "transaction"
    return "statements" if words else "empty"
