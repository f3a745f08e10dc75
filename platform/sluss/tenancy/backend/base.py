"""django-tenants' backend, with the role set together with the search path, and no failing SET swallowed."""

from typing import Any

import psycopg
from django_tenants.postgresql_backend import base

from sluss.tenancy.backend.cursors import PreparedCursor
from sluss.tenancy.backend.scopes import REGION, Scope
from sluss.tenancy.backend.writes import notice

IN_FAILED_TRANSACTION = "25P02"


class DatabaseWrapper(base.DatabaseWrapper):  # type: ignore[misc]
    """One connection and the scope it works in. Only sluss.tenancy.scope changes `scope`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.scope: Scope = REGION
        # Depth of open transactions when the scope was entered: deeper now means a transaction was opened inside it.
        self.scope_depth = 0
        self.search_path_set_schemas: list[str] | None = None
        self._setting_search_path = False
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(notice)

    def get_connection_params(self) -> dict[str, Any]:
        """With our own cursor for the login whose statements are prepared."""
        params: dict[str, Any] = super().get_connection_params()
        if self.settings_dict["OPTIONS"].get("server_side_binding"):
            params["cursor_factory"] = PreparedCursor
        return params

    @property
    def depth(self) -> int:
        return 1 + len(self.savepoint_ids) if self.in_atomic_block else 0

    def enter(self, scope: Scope, depth: int) -> None:
        """Work in `scope` from the next statement on."""
        self.scope, self.scope_depth = scope, depth
        self.schema_name = scope.schema
        self.tenant = base.FakeTenant(schema_name=scope.schema)
        self.set_settings_schema(scope.schema)
        self.search_path_set_schemas = None

    def _handle_search_path(self, cursor: Any = None) -> None:
        """Set role and search path where they are not set yet.

        The parent swallows every database error here: with a role that did not exist, the statement after it then ran
        in the municipality before. Only the error of a transaction that has already failed may pass in silence,
        because nothing but a rollback can follow it.
        """
        if self._setting_search_path or self._is_set():
            return
        self._setting_search_path = True
        try:
            with self.connection.cursor() as own_cursor, self.wrap_database_errors:
                own_cursor.execute(self.scope.statement(self.settings_dict["SLUSS_LOGIN"]), prepare=False)
        except base.DatabaseError as error:
            self.search_path_set_schemas = None
            if _sqlstate(error) != IN_FAILED_TRANSACTION:
                raise
        else:
            self.search_path_set_schemas = [self.scope.schema]
        finally:
            self._setting_search_path = False

    def _is_set(self) -> bool:
        return bool(base.get_limit_set_calls() and self.search_path_set_schemas)


def _sqlstate(error: BaseException) -> str | None:
    cause = error.__cause__
    return cause.sqlstate if isinstance(cause, psycopg.Error) else None
