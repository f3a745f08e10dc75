"""Every municipality's schema brought up to date, several at a time."""

import os
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import connections

from sluss.registry.models import Municipality
from sluss.tenancy import migration
from sluss.tenancy.scope import in_region


def _migrate(schema: str, known: migration.Known) -> migration.Migrated:
    """In a thread of its own, on a connection of its own. The database does the work; processes would start longer."""
    try:
        return migration.migrate_schema(schema, known=known)
    finally:
        connections["owner"].close()


class Command(BaseCommand):
    help = "Migrate the schemas of all municipalities in parallel. What failed is named; run again to go on from there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1), help="how many at a time")
        parser.add_argument("--only", nargs="*", help="schemas, instead of all")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_region(using="owner"):
            every = list(Municipality.objects.using("owner").ready().values_list("schema_name", flat=True))
        known = migration.Known()
        behind = [schema for schema in options["only"] or every if migration.pending(schema, known=known)]
        failed = self._run(behind, known, jobs=options["jobs"])
        for schema in set(options["only"] or every) - set(behind):
            migration.apply_grants(schema)
        if failed:
            raise CommandError(f"Not up to date: {', '.join(sorted(failed))}. The others are. Mend and run again.")
        if options["verbosity"]:
            self.stdout.write(f"{len(every)} municipalities up to date, {len(behind)} of them changed now.")

    def _run(self, schemas: list[str], known: migration.Known, *, jobs: int) -> list[str]:
        failed = []
        with ThreadPoolExecutor(jobs) as pool:
            waiting = {pool.submit(_migrate, schema, known): schema for schema in schemas}
            for number, done in enumerate(as_completed(waiting), start=1):
                schema = waiting[done]
                if error := done.exception():
                    failed.append(schema)
                    self.stderr.write(f"  {number}/{len(schemas)} {schema}: FAILED, {error}")
                else:
                    self.stdout.write(f"  {number}/{len(schemas)} {schema}: {done.result().applied} migrations")
        return failed
