"""A municipality's whole content as check sums, to show that an attempt changed nothing."""

import hashlib

from django.db import connection

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.tenancy.roles import tenant_models


def snapshot(municipality: Municipality, *, leave_out: set[str] | None = None) -> dict[str, str]:
    """A check sum of every row of every table, by table."""
    tables = {model._meta.db_table for model in tenant_models()} - (leave_out or set())
    with in_municipality(municipality), connection.cursor() as cursor:
        return {table: _sum(cursor, table) for table in sorted(tables)}


def _sum(cursor: object, table: str) -> str:
    cursor.execute(f"SELECT t::text FROM {table} t ORDER BY 1")  # type: ignore[attr-defined]
    lines = "\n".join(row[0] for row in cursor.fetchall())  # type: ignore[attr-defined]
    return hashlib.sha256(lines.encode()).hexdigest()
