"""Every model is the region's or a municipality's, and a municipality's schema is complete in itself."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.special import RunSQL

from sluss.registry.models import Municipality
from sluss.tenancy import in_region
from sluss.tenancy.roles import tenant_models

DOORS = {"facts", "publications", "acts"}
OURS = ("sluss.", "shared.", "tenants.")
SCHEMAS = ("skovde", "hjo", "uddevalla")


def app_of(model: type[models.Model]) -> str:
    return apps.get_app_config(model._meta.app_label).name


def every_model() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def query(statement: str, *values: object) -> list[tuple[object, ...]]:
    with in_region(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def tables_of(schema: str) -> set[str]:
    return {str(row[0]) for row in query("SELECT tablename FROM pg_tables WHERE schemaname = %s", schema)}


def test_every_app_is_declared_regional_or_municipal_and_never_both() -> None:
    assert set(settings.SHARED_APPS) & set(settings.TENANT_APPS) == set()
    undeclared = {app_of(model) for model in every_model()} - set(settings.SHARED_APPS) - set(settings.TENANT_APPS)
    assert undeclared == set()


def test_storeys_hold_the_kind_of_tables_that_their_name_says() -> None:
    for model in every_model():
        name = app_of(model)
        if name.startswith("tenants."):
            assert name in settings.TENANT_APPS, model
        elif name.startswith("shared."):
            assert name in settings.SHARED_APPS, model
    assert {name for name in settings.TENANT_APPS if not name.startswith(OURS)} == set()


def test_relations_of_a_municipality_end_in_its_own_schema() -> None:
    municipal = set(tenant_models())
    leaving = [
        f"{model._meta.label}.{field.name}"
        for model in municipal
        for field in model._meta.get_fields(include_hidden=True)
        if field.is_relation and field.related_model not in municipal
    ]
    assert leaving == []
    assert sum(field.is_relation for model in municipal for field in model._meta.get_fields()) > 20


def test_every_table_of_the_shared_storey_names_its_door() -> None:
    shared = [model for model in every_model() if app_of(model).startswith("shared.")]
    assert shared
    assert [model._meta.label for model in shared if getattr(model, "door", None) not in DOORS] == []


def test_no_relation_is_held_by_something_other_than_a_key() -> None:
    generic = [
        model._meta.label
        for model in every_model()
        if app_of(model).startswith(OURS)
        for field in model._meta.private_fields
        if type(field).__name__ == "GenericForeignKey"
    ]
    assert generic == []


def test_keys_are_large_numbers_or_uuids() -> None:
    ours = [model for model in every_model() if app_of(model).startswith(OURS)]
    small = [
        m._meta.label
        for m in ours
        if not isinstance(m._meta.pk, models.BigAutoField | models.UUIDField | models.OneToOneField)
    ]
    assert set(small) <= {
        "accounts.Session",
        "registry.Domain",
        "registry.Municipality",
    }  # Django's, django-tenants' own


def test_a_statement_of_its_own_for_each_sql_operation() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    labels = {apps.get_app_config(model._meta.app_label).label for model in tenant_models()}
    several = [
        str(key)
        for key, migration in loader.disk_migrations.items()
        if key[0] in labels
        for operation in migration.operations
        if isinstance(operation, RunSQL) and (not isinstance(operation.sql, str) or ";" in operation.sql.strip(" \n;"))
    ]
    assert several == []


@pytest.mark.django_db
def test_schema_holds_the_municipal_tables_and_no_others() -> None:
    wanted = {model._meta.db_table for model in tenant_models()} | {"django_migrations"}
    for schema in SCHEMAS:
        assert tables_of(schema) == wanted
    assert tables_of("public") & wanted == {"django_migrations"}


@pytest.mark.django_db
def test_no_schema_of_the_template_is_left() -> None:
    with in_region():
        registered = set(Municipality.objects.values_list("schema_name", flat=True))
    schemas = {row[0] for row in query("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$'")}
    assert schemas == registered | {"public", "ext"}


@pytest.mark.django_db
def test_no_foreign_key_crosses_schemas() -> None:
    keys = query(
        "SELECT con.conname, here.relnamespace::regnamespace::text, there.relnamespace::regnamespace::text"
        " FROM pg_constraint con JOIN pg_class here ON here.oid = con.conrelid"
        " JOIN pg_class there ON there.oid = con.confrelid WHERE con.contype = 'f'"
    )
    assert len([key for key in keys if key[1] == "skovde"]) > 20
    assert [key for key in keys if key[1] != key[2]] == []


@pytest.mark.django_db
def test_no_cascade_of_the_database_reaches_a_municipality_s_table() -> None:
    """A cascade runs as the table's owner, so it would delete what run may not."""
    cascades = query(
        "SELECT con.conname FROM pg_constraint con WHERE con.contype = 'f' AND con.confdeltype NOT IN ('a', 'r')"
        " AND con.connamespace::regnamespace::text = ANY(%s)",
        list(SCHEMAS),
    )
    assert cascades == []


@pytest.mark.django_db
def test_schema_holds_no_triggers_functions_rules_views_or_materialised_views() -> None:
    inside = "relnamespace::regnamespace::text = ANY(%s)"
    named = list(SCHEMAS)
    triggers = (
        f"SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT tgisinternal AND c.{inside}"
    )
    assert query(triggers, named) == []
    assert query("SELECT proname FROM pg_proc WHERE pronamespace::regnamespace::text = ANY(%s)", named) == []
    assert query(f"SELECT relname FROM pg_class WHERE relkind NOT IN ('r', 'i', 'S', 't') AND {inside}", named) == []


@pytest.mark.django_db
def test_everything_in_a_schema_belongs_to_its_owner() -> None:
    foreign = query(
        "SELECT relname FROM pg_class WHERE relnamespace::regnamespace::text = ANY(%s)"
        " AND relowner::regrole::text <> 'o_' || relnamespace::regnamespace::text",
        list(SCHEMAS),
    )
    assert foreign == []


@pytest.mark.django_db
def test_extensions_lie_outside_every_schema_of_ours() -> None:
    assert {
        row[0] for row in query("SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname <> 'plpgsql'")
    } == {"ext"}
