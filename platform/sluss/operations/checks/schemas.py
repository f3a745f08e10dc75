"""Whether the regional schema and every municipality's schema have all migrations."""

from collections.abc import Iterator

from sluss.operations.checks.findings import Finding, finding
from sluss.registry.models import Municipality
from sluss.tenancy import in_region, migration

UPGRADE = "Run: manage.py upgrade"
RESUME = "Run the command that made them once more: manage.py create_municipality, or create_region"


def regional_schema() -> Iterator[Finding]:
    missing = len(migration.pending_in_region())
    yield finding(
        not missing,
        "the regional schema is up to date",
        otherwise=f"the regional schema lacks {missing} migrations",
        remedy=UPGRADE,
    )


def municipal_schemas() -> Iterator[Finding]:
    with in_region(using="owner"):
        every = list(Municipality.objects.using("owner").order_by("code"))
    unfinished = [row.name for row in every if row.state != Municipality.State.READY]
    behind = [row.name for row in every if row.name not in unfinished and migration.pending(row.schema_name)]
    yield finding(
        bool(every),
        f"municipalities: {len(every)}",
        otherwise="there are no municipalities yet",
        remedy="Run: manage.py create_municipality, or manage.py create_region for all 29.",
        level="warning",
    )
    if unfinished:
        yield Finding("fault", f"municipalities not set up completely: {', '.join(unfinished)}", RESUME)
    if behind:
        yield Finding("fault", f"municipalities without all migrations: {', '.join(behind)}", UPGRADE)
    if every and not unfinished and not behind:
        yield Finding("ok", "every municipality's schema is up to date")
