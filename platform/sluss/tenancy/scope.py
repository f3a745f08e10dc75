"""The only doors between schemas. Everything that touches the database passes one of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from django.db import DEFAULT_DB_ALIAS, connections

from sluss.registry.models import Municipality
from sluss.tenancy.backend.scopes import REGION, REGION_READ_ONLY, Scope

if TYPE_CHECKING:
    from sluss.tenancy.backend.base import DatabaseWrapper


class ScopeError(Exception):
    """A scope was used where it could mix two municipalities or lose a change."""


def _connection(using: str) -> "DatabaseWrapper":
    return cast("DatabaseWrapper", connections[using])


@contextmanager
def _entered(scope: Scope, using: str, *, keep_depth: bool = False) -> Iterator[None]:
    connection = _connection(using)
    before, depth_before = connection.scope, connection.scope_depth
    connection.enter(scope, depth_before if keep_depth else connection.depth)
    try:
        yield
    finally:
        _leave(connection, scope, before, depth_before)


def _leave(connection: "DatabaseWrapper", scope: Scope, before: Scope, depth_before: int) -> None:
    """Back to the scope before. Where another one is worked in now (a generator kept half-way), nothing is right any
    more: the region, which sees no municipality's tables, and an error."""
    if connection.scope is scope:
        connection.enter(before, depth_before)
        return
    left = connection.scope
    connection.enter(REGION, connection.depth)
    raise ScopeError(f"the scope of {scope.schema} ended while that of {left.schema} was worked in")


def _in_open_municipal_transaction(connection: "DatabaseWrapper") -> bool:
    return not connection.scope.is_region and connection.depth > connection.scope_depth


@contextmanager
def in_municipality(municipality: Municipality, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Work in the municipality's schema, as its run role (with `using="records"` as its records role).

    Return values across the edge, never lazy querysets: these would be read in whatever scope comes after.
    Raises ScopeError where a transaction of another municipality is open: no transaction spans two of them.
    """
    scope = Scope(schema=municipality.schema_name, key=str(municipality.key))
    connection = _connection(using)
    if _in_open_municipal_transaction(connection) and connection.scope != scope:
        raise ScopeError(f"a transaction is open in {connection.scope.schema}; end it before entering {scope.schema}")
    nested = connection.scope == scope
    with _entered(scope, using, keep_depth=nested):
        yield


@contextmanager
def in_region(*, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Work in the regional schema.

    Inside an open transaction of a municipality the database allows reading only (SQLSTATE 42501 on a write): a
    regional row must never depend on whether a municipality's transaction is committed. Acts open this as their own
    transaction; facts and publications leave through the outbox.
    """
    locked = _in_open_municipal_transaction(_connection(using))
    with _entered(REGION_READ_ONLY if locked else REGION, using, keep_depth=locked):
        yield


@contextmanager
def in_job_queue(*, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """For sluss.jobs alone: put a job into the regional queue in the municipality's own transaction.

    A rollback then drops the job with the change that caused it.
    """
    with _entered(REGION, using, keep_depth=True):
        yield


@contextmanager
def work_starts_in_region(*, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """For the host middleware and the jobs alone: work begins in the region, whatever the thread did before."""
    with _entered(REGION, using):
        yield


def current_municipality_key(*, using: str = DEFAULT_DB_ALIAS) -> str:
    """The key of the municipality that is worked in, empty in the region."""
    return _connection(using).scope.key


def each_municipality() -> Iterator[Municipality]:
    """Every municipality in use, one after the other, with its scope entered while the loop's body runs."""
    with in_region():
        municipalities = list(Municipality.objects.ready())
    for municipality in municipalities:
        with in_municipality(municipality):
            yield municipality
