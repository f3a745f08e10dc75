"""Many schemas brought up to date: each for itself, with what failed named, and to be gone on with."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from sluss.tenancy import in_region, migration
from tests.tenancy.shapes import shape

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def forget_reporting(schema: str, *, tables: bool) -> None:
    """The schema as it was before an app's first migration; with the tables left, that migration fails."""
    with migration.as_owner(schema), connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'reporting'")
        if tables:
            cursor.execute("DROP TABLE reporting_notice, reporting_appliedmessage")


def migrate() -> tuple[str, str, str]:
    """Output, errors and what the command refused with."""
    out, errors, refused = StringIO(), StringIO(), ""
    try:
        call_command("migrate_municipalities", jobs=2, stdout=out, stderr=errors)
    except CommandError as error:
        refused = f"{error.returncode}: {error}"
    return out.getvalue(), errors.getvalue(), refused


def test_nothing_to_do_is_said() -> None:
    assert migrate() == ("3 municipalities up to date, 0 of them changed now.\n", "", "")


def test_schemas_behind_are_brought_up_and_one_that_fails_is_named_and_stops_no_other() -> None:
    forget_reporting("hjo", tables=True)
    forget_reporting("skovde", tables=True)
    forget_reporting("uddevalla", tables=False)
    said, errors, refused = migrate()
    assert "hjo: 1 migrations" in said
    assert "skovde: 1 migrations" in said
    assert "uddevalla: FAILED" in errors
    assert "already exists" in errors
    assert refused == "1: Not up to date: uddevalla. The others are. Mend and run again."
    assert migration.pending("hjo") == migration.pending("skovde") == []
    assert migration.pending("uddevalla") != []
    with migration.as_owner("uddevalla"), connections["owner"].cursor() as cursor:
        cursor.execute("DROP TABLE reporting_notice, reporting_appliedmessage")
    said, errors, refused = migrate()
    assert "uddevalla: 1 migrations" in said
    assert said.endswith("3 municipalities up to date, 1 of them changed now.\n")
    assert (errors, refused) == ("", "")
    assert shape("hjo") == shape("skovde") == shape("uddevalla")


def test_grants_that_were_lost_come_back() -> None:
    right = shape("hjo")
    with migration.as_owner("hjo"), connections["owner"].cursor() as cursor:
        cursor.execute("REVOKE ALL ON people_member FROM t_hjo")
        cursor.execute("GRANT UPDATE ON workflow_event TO t_hjo")
    assert shape("hjo") != right
    migrate()
    assert shape("hjo") == right


def test_new_table_takes_reading_and_adding_alone_until_its_grants_are_given() -> None:
    with migration.as_owner("hjo"), connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE planted (id int)")
    wanted: dict[str, bool] = {"SELECT": True, "INSERT": True, "UPDATE": False, "DELETE": False, "TRUNCATE": False}
    with in_region(), connections["default"].cursor() as cursor:
        for right, given in wanted.items():
            cursor.execute(
                "SELECT has_table_privilege('t_hjo', c.oid, %s) FROM pg_class c WHERE relname = 'planted'", [right]
            )
            assert cursor.fetchone() == (given,)
