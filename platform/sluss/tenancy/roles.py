"""The three roles of one municipality, and what each may do to its tables.

Owner owns schema and tables. Run is what web and worker become: it owns nothing and cannot rewrite what is append-only.
Records is for disposal, detaching and undoing an import, by command and leaving a tombstone.
"""

from django.apps import apps
from django.conf import settings
from django.db import connections, models

from sluss.tenancy import names

READABLE_BY_REGION_READER = ("registry_", "tenancy_", "portfolio_")


def execute_as_login(*statements: str) -> None:
    """Run statements as the migration login itself, which may make roles (the owner role may not)."""
    connection = connections["owner"]
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        try:
            for statement in statements:
                cursor.execute(statement)
        finally:
            connection.enter(connection.scope, connection.scope_depth)  # type: ignore[attr-defined]


def make_roles(schema: str) -> None:
    """Make the municipality's roles where they are missing; they belong to the server, not to the database."""
    owner, run, records = names.owner_role(schema), names.run_role(schema), names.records_role(schema)
    missing = [role for role in (owner, run, records) if not _role_exists(role)]
    execute_as_login(
        *(f"CREATE ROLE {role} NOLOGIN" for role in missing),
        f"GRANT {owner} TO sluss_migrate WITH INHERIT FALSE, SET TRUE",
        f"GRANT {run} TO sluss_app WITH INHERIT FALSE, SET TRUE",
        f"GRANT {records} TO sluss_records WITH INHERIT FALSE, SET TRUE",
    )


def _role_exists(role: str) -> bool:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        return cursor.fetchone() is not None


def append_only_tables() -> list[str]:
    """Tables of tenant models that declare `append_only = True`: INSERT and SELECT is all that run may do there."""
    return [model._meta.db_table for model in tenant_models() if getattr(model, "append_only", False)]


def tenant_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models(include_auto_created=True) if _app_name(m) in settings.TENANT_APPS]


def _app_name(model: type[models.Model]) -> str:
    return model._meta.app_config.name if model._meta.app_config else ""


def default_privileges(schema: str) -> list[str]:
    """A table made later fails closed for everything but reading and adding until `grants` ran."""
    run, records = names.run_role(schema), names.records_role(schema)
    return [
        f"GRANT USAGE ON SCHEMA {schema} TO {run}, {records}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT ON TABLES TO {run}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT USAGE, SELECT ON SEQUENCES TO {run}",
    ]


def grants(schema: str) -> list[str]:
    """What run and records may do to the tables that exist now; safe to apply again after every migration."""
    run, records = names.run_role(schema), names.records_role(schema)
    frozen = ", ".join(f"{schema}.{table}" for table in [*append_only_tables(), "django_migrations"])
    return [
        *default_privileges(schema),
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {run}, {records}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {run}, {records}",
        f"REVOKE UPDATE, DELETE ON {frozen} FROM {run}",
        f"REVOKE INSERT, UPDATE, DELETE ON {schema}.django_migrations FROM {run}, {records}",
    ]


def grant_public() -> None:
    """What the web's login and the region's reader may do in the public schema."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        cursor.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO sluss_app")
        cursor.execute("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO sluss_app")
        for table in tables:
            if table.startswith(READABLE_BY_REGION_READER):
                cursor.execute(f"GRANT SELECT ON public.{connections['owner'].ops.quote_name(table)} TO sluss_reader")
