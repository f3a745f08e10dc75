"""What the web's, the worker's and the migrations' logins can become, and what they never can."""

import psycopg
import pytest
from django.db import connections
from psycopg import sql

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.tenancy.roles import append_only_tables
from tests.tenancy.sqlstates import DENIED, answer

pytestmark = pytest.mark.django_db(databases=["default", "owner", "records"])
NEVER_OF_RUN = ["sluss_owner", "sluss_migrate", "sluss_records", "o_skovde", "r_skovde"]
NEVER_OF_RECORDS = ["sluss_owner", "sluss_migrate", "sluss_app", "sluss_reader", "o_skovde", "t_skovde"]
SCHEMA_CHANGES = [
    "CREATE SCHEMA planted",
    "CREATE TABLE public.planted (id int)",
    "CREATE TABLE skovde.planted (id int)",
    "CREATE FUNCTION public.planted() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE ROLE planted",
    "CREATE EXTENSION hstore SCHEMA ext",
    "DROP SCHEMA hjo CASCADE",
    "GRANT USAGE ON SCHEMA hjo TO sluss_app",
    "GRANT t_hjo TO t_skovde",
    "ALTER ROLE sluss_app SUPERUSER",
]


def refused(alias: str, statement: str | sql.Composed) -> str | None:
    """The SQLSTATE for the login itself, outside every scope."""
    target = connections[alias].settings_dict
    with psycopg.connect(
        host=target["HOST"],
        port=target["PORT"],
        user=target["USER"],
        password=target["PASSWORD"],
        dbname=target["NAME"],
        autocommit=True,
    ) as login:
        try:
            login.execute(statement)  # type: ignore[arg-type]
        except psycopg.Error as error:
            return error.sqlstate
    return None


def set_role(role: str) -> sql.Composed:
    return sql.SQL("SET ROLE {}").format(sql.Identifier(role))


def superuser() -> str:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolsuper LIMIT 1")
        name: str = cursor.fetchone()[0]
    return name


@pytest.mark.parametrize("role", NEVER_OF_RUN)
def test_web_cannot_become(role: str, db: None) -> None:
    assert refused("default", set_role(role)) == DENIED


def test_web_can_become_each_run_role_and_the_reader(db: None) -> None:
    for role in ("t_skovde", "t_hjo", "t_uddevalla", "sluss_reader"):
        assert refused("default", set_role(role)) is None


def test_no_login_can_become_superuser(db: None) -> None:
    for alias in ("default", "owner", "records"):
        assert refused(alias, set_role(superuser())) == DENIED


@pytest.mark.parametrize("role", NEVER_OF_RECORDS)
def test_records_cannot_become(role: str, db: None) -> None:
    assert refused("records", set_role(role)) == DENIED


@pytest.mark.parametrize("alias", ["default", "records"])
@pytest.mark.parametrize("statement", SCHEMA_CHANGES)
def test_web_and_worker_cannot_change_schemas_or_roles(alias: str, statement: str, db: None) -> None:
    assert refused(alias, statement) == DENIED


@pytest.mark.parametrize("statement", SCHEMA_CHANGES)
def test_run_role_cannot_change_schemas_or_roles(statement: str, in_skovde: Municipality) -> None:
    assert answer(statement) == DENIED


def test_records_itself_reads_nothing(db: None) -> None:
    for table in ("public.registry_municipality", "public.accounts_account", "skovde.ideas_idea"):
        assert refused("records", f"SELECT 1 FROM {table}") == DENIED


def test_records_in_a_municipality_acts_there_alone(skovde: Municipality) -> None:
    with in_municipality(skovde, using="records"):
        for table in append_only_tables():
            assert answer(f"DELETE FROM {table} WHERE false", using="records") == "00000"
            assert answer(f"DELETE FROM hjo.{table} WHERE false", using="records") == DENIED
        for table in ("procrastinate_jobs", "accounts_account", "portfolio_ideafact"):
            assert answer(f"SELECT 1 FROM public.{table}", using="records") == DENIED


def test_logins_inherit_nothing_and_rule_nothing(db: None) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolinherit, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles"
            " WHERE rolname IN ('sluss_app', 'sluss_migrate', 'sluss_records') ORDER BY rolname"
        )
        assert cursor.fetchall() == [
            ("sluss_app", False, False, False, False, False),
            ("sluss_migrate", False, False, True, False, False),
            ("sluss_records", False, False, False, False, False),
        ]


def test_run_role_cannot_hand_its_rights_on(skovde: Municipality) -> None:
    with in_municipality(skovde):
        assert (
            answer("GRANT USAGE ON SCHEMA skovde TO sluss_app, t_hjo") == "00000"
        )  # PostgreSQL warns and does nothing
    with connections["default"].cursor() as cursor:
        for role in ("sluss_app", "t_hjo"):
            cursor.execute("SELECT has_schema_privilege(%s, 'skovde', 'USAGE')", [role])
            assert cursor.fetchone() == (False,)
