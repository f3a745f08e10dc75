"""The pool of connections: whether one that has rested still stands, and which poolers may not stand in between.

PgBouncer's transaction mode is refused: thousands of reads were answered from another municipality's schema there.
"""

import select
from collections.abc import Callable

import psycopg
from psycopg_pool import ConnectionPool

Connect = Callable[[], psycopg.Connection]
PROBES = 4


def check_if_stirred(connection: psycopg.Connection) -> None:
    """Raise psycopg.OperationalError where the server has hung up on a connection that rested in the pool.

    A server that goes, in whatever way, says so or closes the line, and either can be seen without asking it. Only
    then is it asked, which every request would otherwise wait for.
    """
    line = select.poll()
    line.register(connection.fileno(), select.POLLIN)
    if line.poll(0):
        ConnectionPool.check_connection(connection)


class TransactionPooling(Exception):
    """The database is reached through a pooler that shares one session between several clients."""


def refuse_transaction_pooling(connect: Connect) -> None:
    """Raise TransactionPooling where two clients that are connected at once get the same server session.

    `connect` opens a new connection in autocommit. With direct connections, or session mode, each client keeps a
    session of its own as long as it is connected; in transaction mode an idle client's session is handed to the next.
    """
    clients = [connect() for _ in range(PROBES)]
    try:
        sessions = [_session(client) for client in clients]
    finally:
        for client in clients:
            client.close()
    if len(set(sessions)) < len(sessions):
        raise TransactionPooling(
            "The database is reached through a pooler in transaction or statement mode. There one municipality's "
            "search path can answer another's question. Use direct connections, or PgBouncer's session mode."
        )


def _session(client: psycopg.Connection) -> int:
    row = client.execute("SELECT pg_backend_pid()").fetchone()
    assert row is not None  # a SELECT without FROM gives one row
    return int(row[0])
