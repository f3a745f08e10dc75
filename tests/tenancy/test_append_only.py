"""Decisions and events cannot be rewritten, even by a bug: the run role has no right to."""

import pytest
from django.db import connection

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.tenancy.roles import append_only_tables, tenant_models
from tests.tenancy.sqlstates import DENIED, answer

pytestmark = pytest.mark.django_db
MUST_BE_APPEND_ONLY = {"workflow_event", "decisions_decision", "reporting_appliedmessage"}


def test_what_must_never_change_is_declared_append_only() -> None:
    assert set(append_only_tables()) >= MUST_BE_APPEND_ONLY


@pytest.mark.parametrize("table", append_only_tables())
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET id = id",
        "DELETE FROM {table}",
        "TRUNCATE {table}",
        "SELECT 1 FROM {table} FOR UPDATE",
        "SELECT 1 FROM {table} FOR NO KEY UPDATE",
        "SELECT 1 FROM {table} FOR SHARE",
        "ALTER TABLE {table} DISABLE TRIGGER ALL",
        "DROP TABLE {table}",
        "INSERT INTO {table} (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET id = 1",
    ],
)
def test_append_only_table_takes_additions_alone(table: str, statement: str, in_skovde: Municipality) -> None:
    assert answer(statement.format(table=table)) == DENIED
    assert answer(f"SELECT 1 FROM {table}") == "00000"
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'INSERT')", [table])
        assert cursor.fetchone() == (True,)


def test_no_table_can_be_emptied_changed_in_shape_or_given_triggers_by_run(in_skovde: Municipality) -> None:
    for table in [model._meta.db_table for model in tenant_models()]:
        for statement in ("TRUNCATE {}", "ALTER TABLE {} ADD COLUMN planted int", "DROP TABLE {}"):
            assert answer(statement.format(table)) == DENIED, (table, statement)


def test_record_of_migrations_is_not_run_s_to_write(skovde: Municipality) -> None:
    with in_municipality(skovde):
        assert answer("DELETE FROM django_migrations") == DENIED
        assert answer("INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'x', '2026-01-01')") == DENIED
