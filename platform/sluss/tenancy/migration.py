"""Migrations of one municipality's schema: tenant apps only, under a lock, followed by the grants."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from sluss.tenancy import roles
from sluss.tenancy.backend.scopes import Scope
from sluss.tenancy.scope import _entered

Target = tuple[str, str]


@dataclass(frozen=True)
class Migrated:
    """What was done to one schema."""

    schema: str
    applied: int


def targets(loader: MigrationLoader) -> list[Target]:
    """The newest migration of every tenant app."""
    labels = {config.label for config in apps.get_app_configs() if config.name in settings.TENANT_APPS}
    return [node for node in loader.graph.leaf_nodes() if node[0] in labels]


@contextmanager
def as_owner(schema: str) -> Iterator[None]:
    """Work in a schema as its owner: migration and provisioning alone."""
    with _entered(Scope(schema=schema), "owner"):
        yield


def migrate_schema(schema: str) -> Migrated:
    """Bring one schema up to date. Each migration is a transaction, so that a failure leaves the ones before it whole.

    Waits for another process that migrates the same schema. Raises what the failing migration raises.
    """
    with as_owner(schema), _lock(schema):
        executor = MigrationExecutor(connections["owner"])
        plan = executor.migration_plan(targets(executor.loader))
        if plan:
            executor.migrate(targets(executor.loader), plan=plan)
        apply_grants(schema)
    return Migrated(schema=schema, applied=len(plan))


def apply_grants(schema: str) -> None:
    """Give run and records their rights on every table there is now."""
    with as_owner(schema), transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        for statement in roles.grants(schema):
            cursor.execute(statement)


def pending(schema: str) -> list[str]:
    """Names of migrations that the schema lacks, in no order; empty when it is up to date."""
    with as_owner(schema):
        executor = MigrationExecutor(connections["owner"])
        return [str(migration) for migration, _ in executor.migration_plan(targets(executor.loader))]


@contextmanager
def _lock(schema: str) -> Iterator[None]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [f"migrate {schema}"])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [f"migrate {schema}"])
