"""Migrations of the region's schema and of a municipality's: each with its own apps only, under a lock."""

import copy
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from sluss.tenancy import roles
from sluss.tenancy.backend.scopes import Scope
from sluss.tenancy.scope import _entered, in_region

Target = tuple[str, str]


@dataclass(frozen=True)
class Migrated:
    """What was done to one schema."""

    schema: str
    applied: int


def targets(loader: MigrationLoader) -> list[Target]:
    """The newest migration of every tenant app."""
    return _newest(loader, settings.TENANT_APPS)


def _newest(loader: MigrationLoader, names: Sequence[str]) -> list[Target]:
    labels = {config.label for config in apps.get_app_configs() if config.name in names}
    return [node for node in loader.graph.leaf_nodes() if node[0] in labels]


class Known:
    """The migrations there are and the models they lead to, worked out once for many schemas and several threads."""

    def __init__(self) -> None:
        self.loader = MigrationLoader(None)
        self._states: dict[frozenset[Target], ProjectState] = {}
        self._lock = threading.Lock()

    def executor(self) -> MigrationExecutor:
        """One for the schema that is worked in: with what it has, and the migrations of all."""
        executor = MigrationExecutor.__new__(MigrationExecutor)
        executor.connection = connections["owner"]
        executor.recorder = MigrationRecorder(executor.connection)
        executor.loader = copy.copy(self.loader)
        executor.loader.applied_migrations = executor.recorder.applied_migrations()  # type: ignore[assignment]  # keys count
        executor.progress_callback = None
        return executor

    def state(self, executor: MigrationExecutor) -> ProjectState:
        """The models as the schema has them. Most schemas have the same, and drawing them up takes a second."""
        applied = frozenset(executor.loader.applied_migrations)
        with self._lock:
            if applied not in self._states:
                state = executor._create_project_state(with_applied_migrations=True)  # type: ignore[attr-defined]  # noqa: SLF001
                assert state.apps  # drawn up here, so that every clone has them
                self._states[applied] = state
            return self._states[applied].clone()


@contextmanager
def as_owner(schema: str) -> Iterator[None]:
    """Work in a schema as its owner: migration and provisioning alone."""
    with _entered(Scope(schema=schema), "owner"):
        yield


def migrate_region() -> None:
    """Bring the region's schema up to date. Municipal apps have no tables there, and walking them takes seconds.

    Django's rows of permissions and content types are left unmade: rights here are roles.
    """
    with in_region(using="owner"), _lock("public"):
        executor = MigrationExecutor(connections["owner"])
        executor.migrate(_newest(executor.loader, settings.SHARED_APPS))


def pending_in_region() -> list[str]:
    """Names of migrations that the region's schema lacks; empty when it is up to date."""
    with in_region(using="owner"):
        executor = MigrationExecutor(connections["owner"])
        plan = executor.migration_plan(_newest(executor.loader, settings.SHARED_APPS))
    return [str(migration) for migration, _backwards in plan]


def migrate_schema(schema: str, *, known: Known | None = None) -> Migrated:
    """Bring one schema up to date. Each migration is a transaction, so that a failure leaves the ones before it whole.

    Waits for another process that migrates the same schema. Raises what the failing migration raises.
    """
    known = known or Known()
    with as_owner(schema), _lock(schema):
        executor = known.executor()
        plan = executor.migration_plan(targets(known.loader))
        if plan:
            executor.migrate(targets(known.loader), plan=plan, state=known.state(executor))
        apply_grants(schema)
    return Migrated(schema=schema, applied=len(plan))


def apply_grants(schema: str) -> None:
    """Give run and records their rights on every table there is now."""
    with as_owner(schema), transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        for statement in roles.grants(schema):
            cursor.execute(statement)


def pending(schema: str, *, known: Known | None = None) -> list[str]:
    """Names of migrations that the schema lacks, in no order; empty when it is up to date."""
    known = known or Known()
    with as_owner(schema):
        return [str(migration) for migration, _ in known.executor().migration_plan(targets(known.loader))]


@contextmanager
def _lock(schema: str) -> Iterator[None]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [f"migrate {schema}"])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [f"migrate {schema}"])
