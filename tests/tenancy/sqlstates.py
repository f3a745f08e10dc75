"""What PostgreSQL answers to a statement."""

import psycopg
from django.db import DatabaseError, connections, transaction

DENIED = "42501"
UNKNOWN_TABLE = "42P01"


def sqlstate(error: BaseException) -> str | None:
    cause = error.__cause__
    assert isinstance(cause, psycopg.Error)
    return cause.sqlstate


def answer(statement: str, *, using: str = "default") -> str:
    """The SQLSTATE that the statement gets in the scope that is worked in; 00000 where it succeeds."""
    try:
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return sqlstate(error) or ""
    return "00000"
