"""What must exist before the first migration: the database, the logins, the owner and the extensions.

Runs as the administrator of DATABASE_URL; nothing else in the product ever uses that login.
"""

from urllib.parse import unquote, urlsplit

import psycopg
from django.conf import settings
from psycopg import sql

OLDEST_SERVER = 160000
LOCK = 7_353_115
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
LOGIN_ATTRIBUTES = {
    "default": "LOGIN NOINHERIT NOSUPERUSER NOCREATEROLE NOCREATEDB",
    "owner": "LOGIN NOINHERIT NOSUPERUSER CREATEROLE NOCREATEDB",
    "records": "LOGIN NOINHERIT NOSUPERUSER NOCREATEROLE NOCREATEDB",
}


class ClusterError(Exception):
    """The database server cannot be used; the message says why and what to do."""


def prepare(*, admin_url: str, passwords: dict[str, str]) -> None:
    """Make database, roles and extensions where they are missing; harmless when run again.

    `passwords` are those of the logins by database alias. Raises ClusterError on a server older than PostgreSQL 16.
    """
    database = unquote(urlsplit(admin_url).path.lstrip("/"))
    with psycopg.connect(admin_url, dbname="postgres", autocommit=True) as server:
        _check_version(server)
        # Roles belong to the whole server: two upgrades at once would change the same rows of its catalogue.
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        _make_roles(server, passwords)
        _make_database(server, database)
        grant_database(admin_url=admin_url)
        with psycopg.connect(admin_url) as inside:
            _furnish(inside)


def grant_database(*, admin_url: str) -> None:
    """Who may connect to the database and make schemas there. These rights do not follow when a database is copied."""
    name = sql.Identifier(unquote(urlsplit(admin_url).path.lstrip("/")))
    with psycopg.connect(admin_url) as inside:
        inside.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        inside.execute(
            sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO sluss_app, sluss_migrate, sluss_records").format(name)
        )
        inside.execute(sql.SQL("GRANT CREATE ON DATABASE {} TO sluss_migrate, sluss_owner").format(name))


def _check_version(server: psycopg.Connection) -> None:
    if server.info.server_version < OLDEST_SERVER:
        found = server.info.server_version // 10000
        raise ClusterError(f"PostgreSQL 16 or later is needed; this server is version {found}.")


def _make_roles(server: psycopg.Connection, passwords: dict[str, str]) -> None:
    _make_role(server, "sluss_owner", "NOLOGIN")
    _make_role(server, "sluss_reader", "NOLOGIN")
    for alias, password in passwords.items():
        login = login_name(alias)
        _make_role(server, login, LOGIN_ATTRIBUTES[alias])
        server.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(login), sql.Literal(password)))
    server.execute("GRANT sluss_owner TO sluss_migrate WITH INHERIT FALSE, SET TRUE")
    server.execute("GRANT sluss_reader TO sluss_app WITH INHERIT FALSE, SET TRUE")
    if server.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() != (True,):
        server.execute("GRANT sluss_owner TO CURRENT_USER WITH SET TRUE")


def login_name(alias: str) -> str:
    name: str = settings.DATABASES[alias]["USER"]
    return name


def _make_role(server: psycopg.Connection, name: str, attributes: str) -> None:
    if not server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
        server.execute(sql.SQL("CREATE ROLE {} ").format(sql.Identifier(name)) + sql.SQL(attributes))


def _make_database(server: psycopg.Connection, name: str) -> None:
    if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))


def _furnish(inside: psycopg.Connection) -> None:
    inside.execute("ALTER SCHEMA public OWNER TO sluss_owner")
    inside.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    inside.execute("GRANT USAGE ON SCHEMA public TO sluss_app, sluss_reader")
    inside.execute("CREATE SCHEMA IF NOT EXISTS ext AUTHORIZATION sluss_owner")
    inside.execute("GRANT USAGE ON SCHEMA ext TO PUBLIC")
    for extension in EXTENSIONS:
        inside.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {} SCHEMA ext").format(sql.Identifier(extension)))
