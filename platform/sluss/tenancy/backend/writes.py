"""What has been written in a municipality, told to every process when it is committed.

Pages that are kept whole (sluss.web.visitors) stand under this number, so none of them outlives what it shows. Every
statement of the connection passes here, whoever sends it: a service, a job, a command. Only the owner's own work
(migrating, emptying a schema) does not name the municipality and is not told.
"""

import re
from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sluss.tenancy import generation

if TYPE_CHECKING:
    from sluss.tenancy.backend.base import DatabaseWrapper

# What changes nothing. All else counts as a write: to forget too often costs a page, once too seldom a secret.
READS = ("SELECT", "(SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET ", "SHOW")
CHANGES = re.compile(r"\b(INSERT|UPDATE|DELETE|MERGE)\b", re.IGNORECASE)


def generation_of(municipality_key: str) -> int:
    """Rises with every change that is committed in the municipality."""
    return generation.current(_name(municipality_key))


def notice(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Django's wrapper around every statement."""
    result = execute(sql, params, many, context)
    connection: DatabaseWrapper = context["connection"]
    if connection.scope.key and not (isinstance(sql, str) and _reads(sql.lstrip())):
        _told_on_commit(connection, _tell(connection.scope.key))
    return result


def _reads(sql: str) -> bool:
    return sql.startswith(READS) or (sql.startswith("WITH ") and CHANGES.search(sql) is None)


def _told_on_commit(connection: "DatabaseWrapper", tell: Callable[[], None]) -> None:
    """Once a transaction; at once where the statement was its own."""
    if not any(waiting[1] is tell for waiting in connection.run_on_commit):
        transaction.on_commit(tell, using=connection.alias)


@cache
def _tell(municipality_key: str) -> Callable[[], None]:
    return partial(generation.advance, _name(municipality_key))


def _name(municipality_key: str) -> str:
    return f"written-{municipality_key}"
