"""An empty schema, given at once what the migrations lead to: their last models instead of every step to them.

A step in Django draws up again every model that is related to the one it changes, and here nearly all are related: the
walk takes many times what the tables take. A test holds both ways against each other.
"""

from collections.abc import Iterator

from django.db import connections, router, transaction
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from sluss.tenancy.migration import Known, apply_grants, as_owner, targets

ALIAS = "owner"
Written = RunPython | RunSQL


def fill_from_models(schema: str) -> None:
    """Make every table of an empty schema, run what migrations write into new tables, and give the grants.

    All of it or nothing. What is marked `elidable` in a migration only carries old rows over: there are none.
    Raises ProgrammingError where the schema has tables already.
    """
    known = Known()
    with as_owner(schema), transaction.atomic(using=ALIAS):
        executor = known.executor()
        executor.recorder.ensure_schema()
        plan = [migration for migration, _backwards in executor.migration_plan(targets(known.loader))]
        last = known.loader.project_state(targets(known.loader))
        _make_tables(last)
        _write(plan, last)
        _record(executor, plan)
        apply_grants(schema)


def _make_tables(last: ProjectState) -> None:
    with connections[ALIAS].schema_editor(atomic=False) as editor:
        for model in last.apps.get_models():
            if router.allow_migrate_model(ALIAS, model):
                editor.create_model(model)


def _write(plan: list[Migration], last: ProjectState) -> None:
    for migration, operation in _written(plan):
        with connections[ALIAS].schema_editor(atomic=False) as editor:
            operation.database_forwards(migration.app_label, editor, last, last)


def _written(plan: list[Migration]) -> Iterator[tuple[Migration, Written]]:
    for migration in plan:
        for operation in migration.operations:
            if isinstance(operation, Written) and not operation.elidable:
                yield migration, operation


def _record(executor: MigrationExecutor, plan: list[Migration]) -> None:
    for migration in plan:
        executor.recorder.record_applied(migration.app_label, migration.name)
