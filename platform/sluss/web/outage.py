"""Tells an outage of the database from a fault in a statement."""

from django.db import InterfaceError, NotSupportedError, OperationalError

from sluss.tenancy.backend.cursors import is_stale_plan

# Connection lost or refused, server stopping or starting, no room for more connections.
GONE_CLASSES = ("08",)
GONE_STATES = {"57P01", "57P02", "57P03", "53300"}


def is_gone(exception: BaseException | None) -> bool:
    """Whether the database, and not the statement, is what failed. A connection that never came about has no state.

    A statement that was kept over a migration counts too: the same page answers when it is asked for again.
    """
    if isinstance(exception, NotSupportedError):
        return is_stale_plan(exception.__cause__)
    if not isinstance(exception, OperationalError | InterfaceError):
        return False
    state = getattr(exception.__cause__, "sqlstate", None)
    return state is None or state.startswith(GONE_CLASSES) or state in GONE_STATES
