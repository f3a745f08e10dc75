"""The floor: the same list by a bare function, one query and string formatting. Nothing a system needs is in it."""

import atexit
import html
import os
from collections.abc import Callable, Iterable
from typing import Any

import psycopg
from psycopg_pool import ConnectionPool

SCHEMA = os.environ["BENCH_SCHEMA"]
QUERY = """
SELECT i.id, i.title, left(i.text, 480), i.registry_number, i.received_at, i.promised_on, s.name_sv,
       coalesce(m.name, b.name, '')
FROM (SELECT * FROM ideas_idea ORDER BY received_at DESC, id DESC LIMIT 25) i
LEFT JOIN pipeline_stage s ON s.id = i.stage_id
LEFT JOIN ideas_ideabearer b ON b.idea_id = i.id
LEFT JOIN people_member m ON m.id = b.member_id
ORDER BY i.received_at DESC, i.id DESC
"""
HEAD = "<!doctype html><html lang=sv><meta charset=utf-8><title>Idéer</title><h1>Idéer</h1><table>" + "<!-- -->" * 900
ROW = (
    '<tr><td><a href="/ideer/{}/">{}</a><p>{}</p></td><td><span class="registry-number">{}</span></td>'
    '<td><time datetime="{}">{}</time></td><td>{}</td><td>{}</td><td>{}</td></tr>'
)


def _configure(connection: psycopg.Connection) -> None:
    connection.execute(f"SET ROLE t_{SCHEMA}; SET search_path = {SCHEMA}, ext")


_pool = ConnectionPool(
    os.environ["DATABASE_APP_URL"],
    min_size=1,
    max_size=8,
    kwargs={"autocommit": True},
    configure=_configure,
    open=False,
)
# The server loads this once before its workers part, and a pool's threads do not come along.
os.register_at_fork(after_in_child=_pool.open)
atexit.register(_pool.close)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    with _pool.connection() as connection:
        rows = connection.execute(QUERY).fetchall()
    body = (HEAD + "".join(map(_row, rows)) + "</table>").encode()
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]


def _row(found: tuple[Any, ...]) -> str:
    key, title, text, number, received, promised, stage, bearer = found
    escape = html.escape
    day = received.date().isoformat()
    words = (
        escape(title),
        escape(text),
        escape(number),
        day,
        day,
        escape(stage or ""),
        escape(bearer),
        promised or "–",
    )
    return ROW.format(key, *words)
