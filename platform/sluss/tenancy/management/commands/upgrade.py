"""Roles, the regional schema and every municipality's schema brought up to date."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from sluss.tenancy import cluster, migration, roles
from sluss.tenancy.scope import in_region


class Command(BaseCommand):
    help = "Bring database, roles and all schemas up to date. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._prepare()
        except cluster.ClusterError as error:
            raise CommandError(str(error)) from error
        with in_region(using="owner"):
            migration.migrate_region()
            call_command("createcachetable", database="owner", verbosity=0)
            roles.grant_public()
        call_command("migrate_municipalities", verbosity=options["verbosity"])

    def _prepare(self) -> None:
        if not settings.DATABASE_ADMIN_URL:
            self.stdout.write("DATABASE_URL is not set: database and roles are taken as they are.")
            return
        passwords = {alias: settings.DATABASES[alias]["PASSWORD"] for alias in ("default", "owner", "records")}
        cluster.prepare(admin_url=settings.DATABASE_ADMIN_URL, passwords=passwords)
