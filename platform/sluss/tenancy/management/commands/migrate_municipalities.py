"""Every municipality's schema brought up to date, several at a time."""

import os
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import Any

import django
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import connections

from sluss.registry.models import Municipality
from sluss.tenancy import migration
from sluss.tenancy.scope import in_region


def _migrate(schema: str) -> migration.Migrated:
    return migration.migrate_schema(schema)


class Command(BaseCommand):
    help = "Migrate the schemas of all municipalities in parallel. What failed is named; run again to go on from there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1), help="how many at a time")
        parser.add_argument("--only", nargs="*", help="schemas, instead of all")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_region(using="owner"):
            every = list(Municipality.objects.using("owner").ready().values_list("schema_name", flat=True))
        behind = [schema for schema in options["only"] or every if migration.pending(schema)]
        failed = self._run(behind, jobs=options["jobs"])
        for schema in set(options["only"] or every) - set(behind):
            migration.apply_grants(schema)
        if failed:
            raise CommandError(f"Not up to date: {', '.join(sorted(failed))}. The others are. Mend and run again.")
        if options["verbosity"]:
            self.stdout.write(f"{len(every)} municipalities up to date, {len(behind)} of them changed now.")

    def _run(self, schemas: list[str], *, jobs: int) -> list[str]:
        if not schemas:
            return []
        # A child must not inherit a connection; spawned ones start clean.
        connections.close_all()
        failed = []
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=django.setup) as pool:
            waiting = {pool.submit(_migrate, schema): schema for schema in schemas}
            for number, done in enumerate(as_completed(waiting), start=1):
                schema = waiting[done]
                if error := done.exception():
                    failed.append(schema)
                    self.stderr.write(f"  {number}/{len(schemas)} {schema}: FAILED, {error}")
                else:
                    self.stdout.write(f"  {number}/{len(schemas)} {schema}: {done.result().applied} migrations")
        return failed
