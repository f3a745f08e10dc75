"""A cursor over statements that PostgreSQL keeps prepared, which outlives a change of the tables under them."""

from typing import Any, Self

import psycopg
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg.pq import TransactionStatus

STALE_PLAN = "cached plan must not change result type"


def is_stale_plan(error: BaseException | None) -> bool:
    """Whether a kept statement answers in other types since a migration. PostgreSQL has no code of its own for it."""
    return isinstance(error, psycopg.errors.FeatureNotSupported) and STALE_PLAN in str(error)


class PreparedCursor(ServerBindingCursor):
    """Asks once more where a migration has changed what a kept statement answers with.

    Inside a transaction that cannot be: it has failed, and its rollback makes the connection forget what it kept.
    """

    connection: psycopg.Connection[Any]

    def execute(self, *args: Any, **kwargs: Any) -> Self:
        try:
            return self._ask(*args, **kwargs)
        except psycopg.errors.FeatureNotSupported as error:
            idle = self.connection.info.transaction_status == TransactionStatus.IDLE
            if not (idle and is_stale_plan(error)):
                raise
        self.connection.execute("DEALLOCATE ALL")
        return self._ask(*args, **kwargs)

    def _ask(self, *args: Any, **kwargs: Any) -> Self:
        return super().execute(*args, **kwargs)  # type: ignore[misc, no-any-return]  # the stubs know no base class
