"""Every municipality's schema brought up to date, several at a time."""

from functools import partial
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from sluss.registry.models import Municipality
from sluss.tenancy import migration
from sluss.tenancy.parallel import JOBS, several
from sluss.tenancy.scope import in_region


class Command(BaseCommand):
    help = "Migrate the schemas of all municipalities in parallel. What failed is named; run again to go on from there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--jobs", type=int, default=JOBS, help="how many at a time")
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
        work = partial(migration.migrate_schema, known=known)
        for number, (schema, done) in enumerate(several(work, schemas, jobs=jobs), start=1):
            if error := done.exception():
                failed.append(schema)
                self.stderr.write(f"  {number}/{len(schemas)} {schema}: FAILED, {error}")
            else:
                self.stdout.write(f"  {number}/{len(schemas)} {schema}: {done.result().applied} migrations")
        return failed
