"""Sessions in the database, each read together with its account: both are needed before every page of a member."""

from typing import Any, cast

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection

from sluss import clock
from sluss.accounts.models import Account, Session
from sluss.tenancy.rows import columns_of, from_row

READ = f"""
SELECT s.session_data, {columns_of(Account, "a")}
FROM {Session._meta.db_table} s LEFT JOIN {Account._meta.db_table} a ON a.key = s.account_key
WHERE s.session_key = %s AND s.expire_date > %s"""  # noqa: S608 (constants of this file)


class SessionStore(DatabaseStore):
    """`account` is the one that was read with the session; None where there is none or nothing has been read."""

    account: Account | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        with connection.cursor() as cursor:
            cursor.execute(READ, [self.session_key, clock.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key: str | None = None
            return {}
        sealed, *account = found
        self.account = from_row(Account, account)
        data: dict[str, Any] = self.decode(sealed)
        return data

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast("Session", super().create_model_instance(data))
        session.account_key = data.get("_auth_user_id")
        return session
